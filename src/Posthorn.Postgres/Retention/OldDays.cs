using System.Collections.Concurrent;
using Npgsql;
using NpgsqlTypes;
using Posthorn.Postgres.Opening;

namespace Posthorn.Postgres.Retention;

/// <summary>Drops days in which everything is done and old.</summary>
internal sealed class OldDays(NpgsqlDataSource source, Days days)
{
    private const string Forget = "select result, events, touched from forget_day($1, $2)";

    // The days of what is open, by the time in its event's id and in its own.
    private const string Open =
        """
        select distinct ((('x' || left(replace(one::text, '-', ''), 12))::bit(48)::bigint) / 86400000)::integer
        from deliveries
        cross join lateral unnest(array[event_id, id]) one
        where event_id < $1 or id < $1
        """;

    private const int UnixEpoch = 719_162;

    /// <summary>When something of a day was last touched: until that is old, the day need not be read through again.</summary>
    private readonly ConcurrentDictionary<Day, DateTimeOffset> _touched = new();

    private enum Turn
    {
        Own,
        AnotherNodes,
        InUse,
    }

    /// <returns>How many events went, and the day that could not be had because somebody uses it.</returns>
    public async Task<(long Gone, Day? InUse)> DropAsync(DateTimeOffset before, int limit)
    {
        var old = (await days.ListAsync()).Select(static one => one.Day).Distinct().Where(day => day.Next.Start <= before).Order().ToList();
        if (old.Count == 0)
        {
            return (0, null);
        }

        var open = await OpenAsync(old[^1].Next);
        var gone = 0L;
        foreach (var day in old.Where(day => !open.Contains(day) && !(_touched.TryGetValue(day, out var touched) && touched >= before)))
        {
            if (gone >= limit)
            {
                break;
            }

            var (turn, events) = await TryDropAsync(day, before);
            if (turn != Turn.Own)
            {
                // The other node goes on with the days after this one: two that took turns in between would each leave days to the other, and some to none.
                return (gone, turn == Turn.InUse ? day : null);
            }

            gone += events;
        }

        return (gone, null);
    }

    /// <returns>Whose turn it was, and how many events went.</returns>
    private async Task<(Turn Turn, long Events)> TryDropAsync(Day day, DateTimeOffset before)
    {
        try
        {
            if (await RetentionTurn.TryTakeAsync(source) is not { } turn)
            {
                return (Turn.AnotherNodes, 0);
            }

            await using (turn)
            {
                var (result, events, touched) = await ForgetAsync(turn.Connection, day, before);
                await turn.CommitAsync();
                if (result == "touched")
                {
                    _touched[day] = touched!.Value;
                }

                return (Turn.Own, events);
            }
        }
        catch (PostgresException locked) when (locked.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected)
        {
            // Publishers must not wait behind us for him.
            return (Turn.InUse, 0);
        }
    }

    private static async Task<(string Result, long Events, DateTimeOffset? Touched)> ForgetAsync(NpgsqlConnection connection, Day day, DateTimeOffset before)
    {
        await using var command = new NpgsqlCommand(Forget, connection);
        _ = command.Parameters.Add(new NpgsqlParameter<DateOnly> { TypedValue = day.Date });
        _ = command.Parameters.Add(new NpgsqlParameter<DateTime> { TypedValue = before.UtcDateTime });
        await using var row = await command.ExecuteReaderAsync();
        _ = await row.ReadAsync();
        var result = row.GetString(0);
        return (result, result == "gone" ? row.GetInt64(1) : 0, row.IsDBNull(2) ? null : row.GetFieldValue<DateTimeOffset>(2));
    }

    private async Task<HashSet<Day>> OpenAsync(Day until)
    {
        await using var command = source.CreateCommand(Open);
        _ = command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = until.FirstId, NpgsqlDbType = NpgsqlDbType.Uuid });
        await using var row = await command.ExecuteReaderAsync();
        var open = new HashSet<Day>();
        while (await row.ReadAsync())
        {
            _ = open.Add(new(DateOnly.FromDayNumber(UnixEpoch + row.GetInt32(0))));
        }

        return open;
    }
}
