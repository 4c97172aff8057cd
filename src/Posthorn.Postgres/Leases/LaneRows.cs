using Npgsql;
using Posthorn.Delivery.Lanes;

namespace Posthorn.Postgres.Leases;

/// <summary>The rows of lanes, as far as who holds them.</summary>
internal static class LaneRows
{
    // A term that was declared dead gets nothing: its row is locked against that (for key share), or the mark is seen. What is held already is read and not
    // written again. Rows are locked in the order of their keys, so that two nodes that want the same lanes do not wait for each other.
    private const string Acquire =
        """
        with me as materialized (
            select term from nodes where term = $1 and not dead for key share
        ), held as (
            select endpoint_key, failing_since, probes, next_probe_at, notices_sent from lanes where holder = $1 and endpoint_key = any ($2)
        ), taken as (
            insert into lanes (endpoint_key, holder, epoch)
            select wanted.endpoint_key, me.term, 1
            from (select distinct unnest($2) except select endpoint_key from held order by 1) wanted (endpoint_key), me
            order by wanted.endpoint_key
            on conflict (endpoint_key) do update set holder = excluded.holder, epoch = lanes.epoch + 1
                where lanes.holder is null or lanes.holder = excluded.holder
                    or not exists (select from nodes n where n.term = lanes.holder and not n.dead)
            returning endpoint_key, failing_since, probes, next_probe_at, notices_sent
        )
        select granted.endpoint_key, granted.failing_since, granted.probes, granted.next_probe_at, granted.notices_sent
        from me left join (select * from held union all select * from taken) granted on true
        """;

    private const string Release = "update lanes set holder = null where holder = $1 and endpoint_key = any ($2)";

    private const string Share =
        """
        select
            (select count(*) from nodes where not dead),
            (select count(*) from lanes l join nodes n on n.term = l.holder and not n.dead)
        """;

    /// <returns>Null when the term was declared dead.</returns>
    public static async Task<IReadOnlyList<LaneHealth>?> AcquireAsync(NpgsqlDataSource source, long term, long[] endpointKeys)
    {
        await using var command = source.CreateCommand(Acquire);
        command.Parameters.Add(new() { Value = term });
        command.Parameters.Add(new() { Value = endpointKeys });
        await using var row = await command.ExecuteReaderAsync();
        if (!await row.ReadAsync())
        {
            return null;
        }

        var granted = new List<LaneHealth>(endpointKeys.Length);
        do
        {
            if (!row.IsDBNull(0))
            {
                granted.Add(new(row.GetInt64(0), Time(row, 1), row.GetInt32(2), Time(row, 3), row.GetInt32(4)));
            }
        }
        while (await row.ReadAsync());

        return granted;
    }

    public static async Task ReleaseAsync(NpgsqlDataSource source, long term, long[] endpointKeys)
    {
        await using var command = source.CreateCommand(Release);
        command.Parameters.Add(new() { Value = term });
        command.Parameters.Add(new() { Value = endpointKeys });
        _ = await command.ExecuteNonQueryAsync();
    }

    public static async Task<LaneShare> ShareAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(Share);
        await using var row = await command.ExecuteReaderAsync();
        _ = await row.ReadAsync();
        return new(checked((int)row.GetInt64(0)), checked((int)row.GetInt64(1)));
    }

    private static DateTimeOffset? Time(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}
