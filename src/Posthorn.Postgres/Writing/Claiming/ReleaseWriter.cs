using Npgsql;
using NpgsqlTypes;
using Posthorn.Postgres.Writing.Batching;
using Posthorn.Postgres.Writing.Recovering;

namespace Posthorn.Postgres.Writing.Claiming;

/// <summary>Commits releases: what is still held is due at once, and its attempt uncounted.</summary>
internal sealed class ReleaseWriter(HandedOut handedOut) : BatchWriter<ReleaseCommand>
{
    private const string GiveBack =
        """
        update deliveries d
        set holder = null, due_at = r.now, attempts = d.attempts - 1, changed_at = r.now
        from unnest($1, $2, $3, $4) as r (id, holder, attempt, now)
        where d.id = r.id and d.holder = r.holder and d.attempts = r.attempt
        """;

    public override async Task WriteAsync(NpgsqlConnection connection, ArraySegment<ReleaseCommand> commands)
    {
        var statement = new ArrayStatement(GiveBack);
        var ids = statement.Column<Guid>(NpgsqlDbType.Uuid);
        var holders = statement.Column<long>(NpgsqlDbType.Bigint);
        var attempts = statement.Column<int>(NpgsqlDbType.Integer);
        var now = statement.Column<DateTime>(NpgsqlDbType.TimestampTz);
        var released = commands.SelectMany(static command => command.Deliveries.Select(delivery => (delivery, command.Now)))
            .OrderBy(static one => one.delivery.Id.Value)
            .ToList();
        foreach (var (delivery, at) in released)
        {
            ids.Add(delivery.Id.Value);
            holders.Add(delivery.Holder);
            attempts.Add(delivery.Attempt);
            now.Add(at.UtcDateTime);
        }

        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new(Plans.ByIndex), statement.ToCommand() } };
        _ = await batch.ExecuteNonQueryAsync();
        released.ForEach(one => handedOut.Remove(one.delivery));
    }
}
