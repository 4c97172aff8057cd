using NpgsqlTypes;
using Posthorn.Delivery.Sessions;
using Posthorn.Postgres.Writing.Batching;

namespace Posthorn.Postgres.Sessions;

/// <summary>The sessions of a batch, as parameters of the statement that writes them.</summary>
internal sealed class SessionValues(ArrayStatement into)
{
    private readonly List<int> _places = into.Column<int>(NpgsqlDbType.Integer);
    private readonly List<long> _partners = into.Column<long>(NpgsqlDbType.Bigint);
    private readonly List<string> _ids = into.Column<string>(NpgsqlDbType.Text);
    private readonly List<int> _kinds = into.Column<int>(NpgsqlDbType.Integer);
    private readonly List<string> _encounters = into.Column<string>(NpgsqlDbType.Text);
    private readonly List<int> _states = into.Column<int>(NpgsqlDbType.Integer);
    private readonly List<long> _versions = into.Column<long>(NpgsqlDbType.Bigint);
    private readonly List<int> _clients = into.Column<int>(NpgsqlDbType.Integer);
    private readonly List<ReadOnlyMemory<byte>?> _infos = into.Column<ReadOnlyMemory<byte>?>(NpgsqlDbType.Bytea);
    private readonly List<string?> _codes = into.Column<string?>(NpgsqlDbType.Text);
    private readonly List<string?> _details = into.Column<string?>(NpgsqlDbType.Text);
    private readonly List<Guid?> _events = into.Column<Guid?>(NpgsqlDbType.Uuid);
    private readonly List<ReadOnlyMemory<byte>> _fingerprints = into.Column<ReadOnlyMemory<byte>>(NpgsqlDbType.Bytea);
    private readonly List<long?> _limits = into.Column<long?>(NpgsqlDbType.Bigint);
    private readonly List<DateTime?> _deadlines = into.Column<DateTime?>(NpgsqlDbType.TimestampTz);
    private readonly List<DateTime> _created = into.Column<DateTime>(NpgsqlDbType.TimestampTz);
    private readonly List<DateTime> _changed = into.Column<DateTime>(NpgsqlDbType.TimestampTz);

    public void Add(int place, Session session)
    {
        _places.Add(place);
        _partners.Add(session.PartnerKey);
        _ids.Add(session.Id);
        _kinds.Add((int)session.Kind);
        _encounters.Add(session.EncounterId);
        _states.Add((int)session.State);
        _versions.Add(session.Version);
        _clients.Add((int)session.Client);
        _infos.Add(session.AdditionalInfo);
        _codes.Add(session.ErrorCode);
        _details.Add(session.ErrorDetail);
        _events.Add(session.EventId?.Value);
        _fingerprints.Add(session.Fingerprint);
        _limits.Add((long?)session.TimeLimit?.TotalMilliseconds);
        _deadlines.Add(session.DeadlineAt?.UtcDateTime);
        _created.Add(session.CreatedAt.UtcDateTime);
        _changed.Add(session.ChangedAt.UtcDateTime);
    }
}
