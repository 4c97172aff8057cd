using Npgsql;
using NpgsqlTypes;
using Posthorn.Delivery.Lanes;
using Posthorn.Postgres.Writing.Batching;

namespace Posthorn.Postgres.Writing.Recovering;

/// <summary>The claims of dead nodes.</summary>
internal static class OrphanRows
{
    /// <summary>How many are found at a time: what is settled is not found again, so the next call has the next.</summary>
    private const int Most = 2_000;

    // There is no index for this: what is open is little, and nodes die seldom. So all that is open is read through; the attempts are not.
    private const string Find =
        """
        select d.id, d.holder, d.event_id, d.event_sequence, d.endpoint_key, d.event_type, d.occurred_at, d.attempts, d.uncounted, d.schedule_start, d.body_hash,
            (select count(*) from attempts a where a.delivery_id = d.id and a.outcome = 'outcome_unknown' and a.number > d.uncounted)
        from deliveries d
        where d.holder = any ($1)
        limit $2
        """;

    // Whatever it claimed was committed before it was declared dead, so a look that finds nothing is final.
    private const string Forget =
        """
        delete from nodes where term = any ($1) and dead and not exists (select from deliveries where holder = any ($1))
        """;

    public static async Task<IReadOnlyList<Orphan>> FindAsync(NpgsqlDataSource source, IReadOnlyList<long> dead)
    {
        var terms = dead.ToArray();
        var orphans = new List<Orphan>();
        await using (var batch = source.CreateBatch())
        {
            batch.BatchCommands.Add(new(Plans.ByIndex));
            batch.BatchCommands.Add(new(Find) { Parameters = { Terms(terms), new NpgsqlParameter<int> { TypedValue = Most } } });
            await using var row = await batch.ExecuteReaderAsync();
            _ = await row.NextResultAsync();
            while (await row.ReadAsync())
            {
                orphans.Add(Read(row));
            }
        }

        if (orphans.Count == 0)
        {
            await using var forget = source.CreateCommand(Forget);
            _ = forget.Parameters.Add(Terms(terms));
            _ = await forget.ExecuteNonQueryAsync();
        }

        return orphans;
    }

    private static NpgsqlParameter<long[]> Terms(long[] terms) => new NpgsqlParameter<long[]> { TypedValue = terms, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint };

    private static Orphan Read(NpgsqlDataReader row) => new(
        new()
        {
            Id = new(row.GetGuid(0)),
            Holder = row.GetInt64(1),
            EventId = new(row.GetGuid(2)),
            EventSequence = row.GetInt64(3),
            EndpointKey = row.GetInt64(4),
            EventType = row.GetString(5),
            OccurredAt = row.GetFieldValue<DateTimeOffset>(6),
            Attempt = row.GetInt32(7),
            Uncounted = row.GetInt32(8),
            ScheduleStart = row.GetFieldValue<DateTimeOffset>(9),
            BodyHash = row.GetInt64(10),
            Data = default,
            Reserved = DueDelivery.Weigh(0),
        },
        (int)row.GetInt64(11));
}
