using System.Data;
using Npgsql;
using NpgsqlTypes;
using Posthorn.Delivery.Storage;
using Posthorn.Postgres.Writing.Appending;
using Posthorn.Postgres.Writing.Batching;

namespace Posthorn.Postgres.Writing.Turning;

/// <summary>Commits what lanes remember, if this node still holds them, and the news of it: nobody announces what it may not write.</summary>
/// <param name="hint">Told for which endpoints something lies due now.</param>
internal sealed class SaveHealthWriter(ILaneLeases leases, Action<IReadOnlyCollection<long>> hint) : BatchWriter<SaveHealthCommand>
{
    // Of one lane the last: what it was in between, nobody needs to know.
    private const string Save =
        """
        with node as materialized (
            select term from nodes where term = $1 and not dead for key share
        ), turned as (
            select distinct on (endpoint_key) *
            from unnest($2, $3, $4, $5, $6) with ordinality as h (endpoint_key, failing_since, probes, next_probe_at, notices_sent, place)
            order by endpoint_key, place desc
        )
        update lanes l
        set failing_since = t.failing_since, probes = t.probes, next_probe_at = t.next_probe_at, notices_sent = t.notices_sent
        from turned t, node
        where l.endpoint_key = t.endpoint_key and l.holder = node.term
        returning l.endpoint_key
        """;

    private readonly EventInsert _insert = new();

    public override async Task WriteAsync(NpgsqlConnection connection, ArraySegment<SaveHealthCommand> commands)
    {
        var term = leases.Term;
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted);
        var held = await SaveAsync(connection, term, commands);
        var told = commands.Where(command => command.News is not null && held.Contains(command.Health.EndpointKey)).ToList();
        _insert.Clear();
        told.ForEach(command => _insert.Add(command.News!));
        if (told.Count > 0)
        {
            await _insert.ExecuteAsync(connection, term);
        }

        await transaction.CommitAsync();
        for (var i = 0; i < told.Count; i++)
        {
            told[i].Result = _insert.Stored(i);
        }

        if (told.Count > 0 && _insert.Due() is { Count: > 0 } due)
        {
            hint(due);
        }
    }

    private static async Task<HashSet<long>> SaveAsync(NpgsqlConnection connection, long term, ArraySegment<SaveHealthCommand> commands)
    {
        var save = new ArrayStatement(Save);
        save.Value<long>(NpgsqlDbType.Bigint).Value = term;
        save.Column<long>(NpgsqlDbType.Bigint).AddRange(commands.Select(static command => command.Health.EndpointKey));
        save.Column<DateTime?>(NpgsqlDbType.TimestampTz).AddRange(commands.Select(static command => command.Health.FailingSince?.UtcDateTime));
        save.Column<int>(NpgsqlDbType.Integer).AddRange(commands.Select(static command => command.Health.Probes));
        save.Column<DateTime?>(NpgsqlDbType.TimestampTz).AddRange(commands.Select(static command => command.Health.NextProbeAt?.UtcDateTime));
        save.Column<int>(NpgsqlDbType.Integer).AddRange(commands.Select(static command => command.Health.NoticesSent));

        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new(Plans.ByIndex), save.ToCommand() } };
        await using var reader = await batch.ExecuteReaderAsync();
        _ = await reader.NextResultAsync();
        var held = new HashSet<long>();
        while (await reader.ReadAsync())
        {
            _ = held.Add(reader.GetInt64(0));
        }

        await reader.ToEndAsync();
        return held;
    }
}
