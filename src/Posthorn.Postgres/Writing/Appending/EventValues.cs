using NpgsqlTypes;
using Posthorn.Delivery.Intake;
using Posthorn.Postgres.Writing.Batching;

namespace Posthorn.Postgres.Writing.Appending;

/// <summary>The events of a batch, as parameters of the statement that inserts them.</summary>
internal sealed class EventValues(ArrayStatement into)
{
    private readonly List<int> _places = into.Column<int>(NpgsqlDbType.Integer);
    private readonly List<Guid> _ids = into.Column<Guid>(NpgsqlDbType.Uuid);
    private readonly List<long> _partners = into.Column<long>(NpgsqlDbType.Bigint);
    private readonly List<string> _types = into.Column<string>(NpgsqlDbType.Text);
    private readonly List<string?> _subjects = into.Column<string?>(NpgsqlDbType.Text);
    private readonly List<DateTime> _occurred = into.Column<DateTime>(NpgsqlDbType.TimestampTz);
    private readonly List<DateTime> _accepted = into.Column<DateTime>(NpgsqlDbType.TimestampTz);
    private readonly List<int> _firsts = into.Column<int>(NpgsqlDbType.Integer);
    private readonly List<int> _lasts = into.Column<int>(NpgsqlDbType.Integer);
    private readonly List<ReadOnlyMemory<byte>> _data = into.Column<ReadOnlyMemory<byte>>(NpgsqlDbType.Bytea);
    private readonly List<string?> _resources = into.Column<string?>(NpgsqlDbType.Text);
    private readonly List<int?> _evidences = into.Column<int?>(NpgsqlDbType.Integer);

    /// <param name="place">From 1, as everything in SQL.</param>
    /// <param name="before">How many deliveries there are of the events before.</param>
    public void Add(int place, EventToStore item, int before)
    {
        _places.Add(place);
        _ids.Add(item.Id.Value);
        _partners.Add(item.Partner.Key);
        _types.Add(item.Type);
        _subjects.Add(item.Subject);
        _occurred.Add(item.OccurredAt.UtcDateTime);
        _accepted.Add(item.AcceptedAt.UtcDateTime);
        _firsts.Add(before + 1);
        _lasts.Add(before + item.Deliveries.Length);
        _data.Add(item.Data);
        _resources.Add(item.Receipt?.Resource);
        _evidences.Add((int?)item.Receipt?.Evidence);
    }
}
