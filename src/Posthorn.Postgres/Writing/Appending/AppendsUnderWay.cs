using Npgsql;

namespace Posthorn.Postgres.Writing.Appending;

/// <summary>The transactions that are putting events into the log at this moment, anywhere in the cluster.</summary>
internal static class AppendsUnderWay
{
    /// <summary>About five seconds: one that stands still for longer is for others to end.</summary>
    private const int MostLooks = 2_500;

    private const string Pause = "select pg_sleep(0.002)";

    // Each has taken the lock of the feed's floor (FeedFloor) before it looks at the configuration.
    private const string List =
        """
        select array(
            select distinct virtualtransaction
            from pg_locks
            where locktype = 'advisory' and objsubid = 1 and classid::bigint >> 16 = 20552
                and database = (select oid from pg_database where datname = current_database())
        )
        """;

    /// <summary>Completes when all that were under way have ended. Those that begin later see what is committed by now, and nobody waits for them.</summary>
    public static async Task WaitAsync(NpgsqlDataSource source)
    {
        await using var connection = await source.OpenConnectionAsync();
        var underWay = await ReadAsync(connection, pause: false);
        for (var looks = 0; underWay.Count > 0 && looks < MostLooks; looks++)
        {
            underWay.IntersectWith(await ReadAsync(connection, pause: true));
        }
    }

    private static async Task<HashSet<string>> ReadAsync(NpgsqlConnection connection, bool pause)
    {
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new(pause ? Pause : "select"), new(List) } };
        await using var row = await batch.ExecuteReaderAsync();
        _ = await row.NextResultAsync() && await row.ReadAsync();
        return [.. row.GetFieldValue<string[]>(0)];
    }
}
