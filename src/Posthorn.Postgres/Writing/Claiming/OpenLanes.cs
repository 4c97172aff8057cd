using Npgsql;
using NpgsqlTypes;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Storage;
using Posthorn.Postgres.Writing.Batching;

namespace Posthorn.Postgres.Writing.Claiming;

/// <summary>Finds the lanes with deliveries that wait. Asked every second or so by each node.</summary>
/// <remarks>
/// All lanes are looked at as long as that is cheap: one step in the index for each lane that has something. Where an old snapshot keeps entries of claimed rows
/// there, it becomes dear, and is done seldom; in between, this node's own lanes are looked at from their marks on. Called by one caller at a time.
/// </remarks>
internal sealed class OpenLanes(NpgsqlDataSource source, ILaneLeases leases, ClaimMarks marks, TimeProvider clock)
{
    private static readonly TimeSpan Dear = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(10);
    private const int RestForLook = 20;

    // From one lane to the next: the index is in the order of lanes, and the first entry of each has its earliest moment.
    private const string All =
        """
        with recursive lane (endpoint_key, due_at) as (
            (select endpoint_key, due_at from deliveries where holder is null order by endpoint_key, due_at limit 1)
            union all
            select next.endpoint_key, next.due_at
            from lane
            cross join lateral (
                select d.endpoint_key, d.due_at from deliveries d
                where d.holder is null and d.endpoint_key > lane.endpoint_key
                order by d.endpoint_key, d.due_at
                limit 1
            ) next
        )
        select lane.endpoint_key, lane.due_at
        from lane
        left join lanes on lanes.endpoint_key = lane.endpoint_key
        where lanes.holder is null or lanes.holder = $1 or not exists (select from nodes where term = lanes.holder and not dead)
        """;

    private const string OfThisNode =
        """
        select m.endpoint_key, d.due_at
        from unnest($1, $2, $3) as m (endpoint_key, due_at, event_sequence)
        cross join lateral (
            select d.due_at from deliveries d
            where d.endpoint_key = m.endpoint_key and d.holder is null and (d.due_at, d.event_sequence) > (m.due_at, m.event_sequence)
            order by d.due_at, d.event_sequence
            limit 1
        ) d
        """;

    private TimeSpan _rest;
    private long _looked;

    public async Task<IReadOnlyList<OpenLane>> FindAsync()
    {
        var started = clock.GetTimestamp();
        if (_looked != 0 && clock.GetElapsedTime(_looked, started) < _rest)
        {
            return await RunAsync(OfMarks());
        }

        var all = new ArrayStatement(All);
        all.Value<long>(NpgsqlDbType.Bigint).Value = leases.Term;
        var found = await RunAsync(all);
        var took = clock.GetElapsedTime(started);
        _looked = clock.GetTimestamp();
        _rest = took < Dear ? TimeSpan.Zero : took * RestForLook < LongestRest ? took * RestForLook : LongestRest;
        return found;
    }

    private ArrayStatement OfMarks()
    {
        var statement = new ArrayStatement(OfThisNode);
        var lanes = marks.All();
        statement.Column<long>(NpgsqlDbType.Bigint).AddRange(lanes.Select(static lane => lane.Key));
        statement.Column<DateTime>(NpgsqlDbType.TimestampTz).AddRange(lanes.Select(static lane => DateTime.SpecifyKind(lane.Value.DueAt, DateTimeKind.Utc)));
        statement.Column<long>(NpgsqlDbType.Bigint).AddRange(lanes.Select(static lane => lane.Value.Sequence));
        return statement;
    }

    private async Task<List<OpenLane>> RunAsync(ArrayStatement statement)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(new(Plans.ByIndex));
        batch.BatchCommands.Add(statement.ToCommand());
        await using var row = await batch.ExecuteReaderAsync();
        _ = await row.NextResultAsync();
        var lanes = new List<OpenLane>();
        while (await row.ReadAsync())
        {
            lanes.Add(new(row.GetInt64(0), row.GetFieldValue<DateTimeOffset>(1)));
        }

        return lanes;
    }
}
