using NpgsqlTypes;
using Posthorn.Delivery.Sessions;
using Posthorn.Postgres.Writing.Batching;

namespace Posthorn.Postgres.Sessions;

/// <summary>The documents of a batch of sessions, as parameters of the statement that writes them.</summary>
internal sealed class DocumentValues(ArrayStatement into)
{
    private readonly List<int> _places = into.Column<int>(NpgsqlDbType.Integer);
    private readonly List<long> _partners = into.Column<long>(NpgsqlDbType.Bigint);
    private readonly List<bool> _ofEncounters = into.Column<bool>(NpgsqlDbType.Boolean);
    private readonly List<string> _owners = into.Column<string>(NpgsqlDbType.Text);
    private readonly List<int> _parts = into.Column<int>(NpgsqlDbType.Integer);
    private readonly List<DateTime> _changed = into.Column<DateTime>(NpgsqlDbType.TimestampTz);
    private readonly List<ReadOnlyMemory<byte>> _data = into.Column<ReadOnlyMemory<byte>>(NpgsqlDbType.Bytea);

    public void Add(int place, SessionWrite write)
    {
        foreach (var document in write.Documents)
        {
            _places.Add(place);
            _partners.Add(write.After.PartnerKey);
            _ofEncounters.Add(document.OfEncounter);
            _owners.Add(document.OfEncounter ? write.After.EncounterId : write.After.Id);
            _parts.Add((int)document.Part);
            _changed.Add(write.After.ChangedAt.UtcDateTime);
            _data.Add(document.Json);
        }
    }
}
