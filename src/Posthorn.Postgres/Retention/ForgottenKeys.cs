using Npgsql;
using NpgsqlTypes;
using Posthorn.Postgres.Opening;
using Posthorn.Postgres.Writing.Batching;

namespace Posthorn.Postgres.Retention;

/// <summary>Deletes the idempotency keys of days that were dropped. Until then they stand for nothing: whoever comes with one finds that out.</summary>
internal sealed class ForgottenKeys(NpgsqlDataSource source, Days days)
{
    // Between the days that there are. An event that is in the net keeps its key.
    private const string Delete =
        """
        delete from idempotency_keys k
        using (
            select old.partner_key, old.key
            from unnest($1, $2) as gap (first, next)
            cross join lateral (
                select k.partner_key, k.key
                from idempotency_keys k
                where k.event_id >= gap.first and k.event_id < gap.next and not exists (select from events e where e.id = k.event_id)
                limit $3
            ) old
            limit $3
        ) old
        where k.partner_key = old.partner_key and k.key = old.key
        """;

    /// <returns>Whether there may be more.</returns>
    public async Task<bool> DeleteAsync(DateTimeOffset before, int limit)
    {
        var there = (await days.ListAsync()).Where(static one => one.Table == "events").Select(static one => one.Day).Order().ToList();
        var statement = new ArrayStatement(Delete);
        var (firsts, nexts) = (statement.Column<Guid>(NpgsqlDbType.Uuid), statement.Column<Guid>(NpgsqlDbType.Uuid));
        statement.Value<int>(NpgsqlDbType.Integer).Value = limit;
        var (first, end) = (Guid.Empty, Day.Of(before));
        foreach (var day in there.Where(day => day < end).Append(end))
        {
            if (day.FirstId.CompareTo(first) > 0)
            {
                firsts.Add(first);
                nexts.Add(day.FirstId);
            }

            first = day.Next.FirstId;
        }

        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(new(Plans.ByIndex));
        batch.BatchCommands.Add(statement.ToCommand());
        return await batch.ExecuteNonQueryAsync() >= limit;
    }
}
