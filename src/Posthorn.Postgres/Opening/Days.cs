using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;
using Posthorn.Postgres.Connection;

namespace Posthorn.Postgres.Opening;

/// <summary>Makes the days ahead. Idempotent, and safe with any number of nodes: one makes a day while the others wait to find it made.</summary>
/// <remarks>A day that could not be made is tried again with the next call; until it is there, its rows fall into the net below.</remarks>
internal sealed partial class Days(NpgsqlDataSource source, int ahead, ILogger logger)
{
    // One after the other, all in one transaction with the locks that they take. The first wait is for another node that makes the same day, and blocks nobody.
    private const string WaitForTurn = "select set_config('lock_timeout', '10s', true)";
    private const string TakeTurn = "select pg_advisory_xact_lock(1886352500, 2)";
    private const string WaitForTable = "select set_config('lock_timeout', '500ms', true)";
    private const string Make = "select name, make_day(name, $1) from unnest($2) with ordinality as tables (name, place) order by place";

    private const string SelectPartitions =
        """
        select parent.relname::text, child.relname::text
        from pg_inherits i
            join pg_class parent on parent.oid = i.inhparent
            join pg_class child on child.oid = i.inhrelid
        where i.inhparent = any (array(select to_regclass(name) from unnest($1) name))
        """;

    private static readonly string[] Tables = [.. Day.Tables];

    private readonly ConcurrentDictionary<(string Table, Day Day), bool> _told = new();

    /// <summary>Makes what is missing of yesterday to as many days ahead as are wanted.</summary>
    /// <exception cref="Exception">The database is away. A day that is locked at the moment is left for the next time, and logged.</exception>
    public async Task EnsureAsync(DateTimeOffset now)
    {
        var made = await ListAsync();
        for (var (day, last) = (new Day(Day.Of(now).Date.AddDays(-1)), Day.Of(now).Date.AddDays(ahead)); day.Date <= last; day = day.Next)
        {
            if (Tables.Any(table => !made.Contains((table, day))))
            {
                await MakeAsync(day);
            }
        }
    }

    /// <summary>The days that there are, by table.</summary>
    public async Task<IReadOnlySet<(string Table, Day Day)>> ListAsync()
    {
        await using var command = source.CreateCommand(SelectPartitions);
        command.Parameters.Add(new() { Value = Tables });
        await using var reader = await command.ExecuteReaderAsync();
        var days = new HashSet<(string, Day)>();
        while (await reader.ReadAsync())
        {
            if (Day.TryParse(reader.GetString(0), reader.GetString(1), out var day))
            {
                _ = days.Add((reader.GetString(0), day));
            }
        }

        return days;
    }

    private async Task MakeAsync(Day day)
    {
        try
        {
            await using var batch = source.CreateBatch();
            foreach (var sql in new[] { WaitForTurn, TakeTurn, WaitForTable })
            {
                batch.BatchCommands.Add(new(sql));
            }

            batch.BatchCommands.Add(new(Make) { Parameters = { new() { Value = day.Date, NpgsqlDbType = NpgsqlDbType.Date }, new() { Value = Tables } } });
            await using var reader = await batch.ExecuteReaderAsync();
            _ = await reader.NextResultAsync() && await reader.NextResultAsync() && await reader.NextResultAsync();
            while (await reader.ReadAsync())
            {
                Tell(reader.GetString(0), day, reader.GetString(1));
            }
        }
        catch (PostgresException locked) when (locked.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected)
        {
            Log.DayNotMade(logger, day, StoreFailure.Describe(locked));
        }
    }

    // Once a day and table: it stays so until retention has emptied the net.
    private void Tell(string table, Day day, string result)
    {
        if (result == "overlaps" && _told.TryAdd((table, day), true))
        {
            Log.Overlaps(logger, table, day);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            EventIds.DayOverlapsTheNet,
            LogLevel.Warning,
            "The default partition of {Table} has rows of {Day} already; they and later ones stay there, and are forgotten row by row. Nobody made that day in time")]
        public static partial void Overlaps(ILogger logger, string table, Day day);

        [LoggerMessage(EventIds.DayNotMade, LogLevel.Warning, "The partitions of {Day} could not be made: {Reason}. Tried again later; until then the default partitions take its rows")]
        public static partial void DayNotMade(ILogger logger, Day day, string reason);
    }
}
