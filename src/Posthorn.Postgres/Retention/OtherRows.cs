using Npgsql;
using NpgsqlTypes;
using Posthorn.Postgres.Writing.Batching;

namespace Posthorn.Postgres.Retention;

/// <summary>Forgets, row by row, what fell into the nets because a day had not been made in time. There is nothing as long as somebody makes them.</summary>
internal sealed class OtherRows(NpgsqlDataSource source)
{
    // Whoever opens something of an event locks the event first. So those that are locked here, and are done in a later look, stay done.
    private const string Lock =
        """
        select e.id
        from events_other e
        where e.id < first_id_at($1) and e.accepted_at < $1 and not exists (
            select from unnest(e.delivery_ids) as made (id)
            where exists (select from deliveries d where d.id = made.id)
                or exists (select from deliveries_ended d where d.id = made.id and d.changed_at >= $1))
        order by e.id
        limit $2
        for update skip locked
        """;

    private const string Delete =
        """
        with done as materialized (
            select e.id, e.delivery_ids
            from events_other e
            where e.id = any ($2) and not exists (
                select from unnest(e.delivery_ids) as made (id)
                where exists (select from deliveries d where d.id = made.id)
                    or exists (select from deliveries_ended d where d.id = made.id and d.changed_at >= $1))
        ), made as materialized (
            select unnest(delivery_ids) as id from done
        ), tried as (
            delete from attempts a using made where a.delivery_id = made.id
        ), ended as (
            delete from deliveries_ended d using made where d.id = made.id
        ), keyed as (
            delete from idempotency_keys k using done where k.event_id = done.id
        )
        delete from events_other e using done where e.id = done.id
        """;

    // Of events and deliveries whose own day was dropped.
    private const string DeleteEndedAlone =
        """
        delete from deliveries_ended_other
        where id in (
            select d.id from deliveries_ended_other d
            where d.id < first_id_at($1) and d.changed_at < $1 and not exists (select from events e where e.id = d.event_id)
            limit $2)
        """;

    private const string DeleteTriedAlone =
        """
        delete from attempts_other
        where delivery_id in (
            select a.delivery_id from attempts_other a
            where a.delivery_id < first_id_at($1) and not exists (select from deliveries d where d.id = a.delivery_id)
                and not exists (select from deliveries_ended d where d.id = a.delivery_id)
            limit $2)
        """;

    /// <returns>How many events went; null while another node has its turn.</returns>
    public async Task<int?> DeleteAsync(DateTimeOffset before, int limit)
    {
        if (await RetentionTurn.TryTakeAsync(source) is not { } turn)
        {
            return null;
        }

        await using (turn)
        {
            var gone = await LockAsync(turn.Connection, before, limit) is { Count: > 0 } events ? await DeleteAsync(turn.Connection, before, events) : 0;
            await using var alone = new NpgsqlBatch(turn.Connection) { BatchCommands = { Of(DeleteEndedAlone, before, limit), Of(DeleteTriedAlone, before, limit) } };
            _ = await alone.ExecuteNonQueryAsync();
            await turn.CommitAsync();
            return gone;
        }
    }

    private static async Task<List<Guid>> LockAsync(NpgsqlConnection connection, DateTimeOffset before, int limit)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new(Plans.ByIndex), Of(Lock, before, limit) } };
        await using var row = await batch.ExecuteReaderAsync();
        _ = await row.NextResultAsync();
        var events = new List<Guid>();
        while (await row.ReadAsync())
        {
            events.Add(row.GetGuid(0));
        }

        return events;
    }

    private static async Task<int> DeleteAsync(NpgsqlConnection connection, DateTimeOffset before, List<Guid> events)
    {
        var statement = new ArrayStatement(Delete);
        statement.Value<DateTime>(NpgsqlDbType.TimestampTz).Value = before.UtcDateTime;
        statement.Column<Guid>(NpgsqlDbType.Uuid).AddRange(events);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { statement.ToCommand() } };
        return await batch.ExecuteNonQueryAsync();
    }

    private static NpgsqlBatchCommand Of(string sql, DateTimeOffset before, int limit)
    {
        var statement = new ArrayStatement(sql);
        statement.Value<DateTime>(NpgsqlDbType.TimestampTz).Value = before.UtcDateTime;
        statement.Value<int>(NpgsqlDbType.Integer).Value = limit;
        return statement.ToCommand();
    }
}
