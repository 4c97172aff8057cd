using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Posthorn.Delivery.Scheduling;

/// <summary>The waits between a delivery's attempts: a value, without clock or dice.</summary>
internal sealed class RetrySchedule
{
    public const int MostWaits = 100;

    /// <summary>How much of a wait chance may add. Never taken off: nobody is retried earlier than the schedule says.</summary>
    private const double Jitter = 0.1;

    private static readonly TimeSpan LongestHorizon = TimeSpan.FromDays(30);

    /// <summary>What a run of the schedule may take longer than its waits: the attempts themselves, and the lane's other work.</summary>
    private static readonly TimeSpan AllowanceAnAttempt = TimeSpan.FromMinutes(1);

    private readonly TimeSpan[] _waits;
    private readonly bool _endsOnTime;

    private RetrySchedule(string text, TimeSpan[] waits, bool endsOnTime = false)
    {
        Text = text;
        _waits = waits;
        _endsOnTime = endsOnTime;
        Horizon = waits.Aggregate(TimeSpan.Zero, static (sum, wait) => sum + wait);
        LongestRun = endsOnTime ? Horizon : Horizon + (Horizon * Jitter) + (MaxAttempts * AllowanceAnAttempt);
    }

    /// <summary>One attempt: what the first of the vendors promises.</summary>
    public static RetrySchedule Once { get; } = new("once", []);

    /// <summary>Five retries in 24 hours, each twelve times as far from the start as the one before: 4.2 s, 50 s, 10 min, 2 h, 24 h.</summary>
    public static RetrySchedule Sully { get; } = new("sully", WaitsBetween([.. Enumerable.Range(0, 5).Select(static n => TimeSpan.FromDays(1 / Math.Pow(12, 4 - n)))]), endsOnTime: true);

    /// <summary>The example of Standard Webhooks, 75.6 hours in all.</summary>
    public static RetrySchedule Standard { get; } = new("standard",
        [Seconds(5), Minutes(5), Minutes(30), Hours(2), Hours(5), Hours(10), Hours(14), Hours(20), Hours(24)]);

    /// <summary>Quick at first, then hourly to 72 hours: an endpoint that comes back waits an hour at most.</summary>
    public static RetrySchedule Persistent { get; } = new("persistent", PersistentWaits());

    /// <summary>What was written: a preset's name, or waits in seconds joined by commas.</summary>
    public string Text { get; }

    public int MaxAttempts => _waits.Length + 1;

    /// <summary>The sum of the waits.</summary>
    public TimeSpan Horizon { get; }

    /// <summary>From the first attempt to the moment at which the delivery is given up, attempts left or not.</summary>
    public TimeSpan LongestRun { get; }

    public static bool TryParse(string text, [NotNullWhen(true)] out RetrySchedule? schedule, [NotNullWhen(false)] out string? problem)
    {
        problem = null;
        schedule = text switch
        {
            "once" => Once,
            "sully" => Sully,
            "standard" => Standard,
            "persistent" => Persistent,
            _ => null,
        };

        return schedule is not null || TryParseWaits(text, out schedule, out problem);
    }

    /// <summary>The moment of the next attempt, or null where the schedule is used up.</summary>
    /// <param name="attempt">The attempt that failed, from 1.</param>
    /// <param name="start">When the first attempt came due.</param>
    /// <param name="asked">How long the endpoint asked to be left alone. It may lengthen the wait, never shorten it, and never past the horizon.</param>
    /// <param name="dice">A number in [0, 1).</param>
    public DateTimeOffset? DueAfter(int attempt, DateTimeOffset start, DateTimeOffset now, TimeSpan? asked, double dice)
    {
        var end = start + LongestRun;
        if (attempt >= MaxAttempts || now > end)
        {
            return null;
        }

        var wait = _waits[attempt - 1];
        var due = now + wait + (wait * (Jitter * dice));
        if (_endsOnTime && due > end)
        {
            due = end;
        }

        var asks = now + (asked ?? TimeSpan.Zero);
        var notBefore = asks > end ? end : asks;

        return notBefore > due ? notBefore : due;
    }

    private static bool TryParseWaits(string text, [NotNullWhen(true)] out RetrySchedule? schedule, [NotNullWhen(false)] out string? problem)
    {
        schedule = null;
        var parts = text.Split(',');
        if (parts.Length > MostWaits)
        {
            problem = $"lists {parts.Length} waits; the most is {MostWaits}.";
            return false;
        }

        var waits = new TimeSpan[parts.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            // Written so that what is not a number is refused as well.
            if (!double.TryParse(parts[i], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
                || !(seconds >= 1 && seconds <= LongestHorizon.TotalSeconds))
            {
                problem = "must be \"once\", \"sully\", \"standard\", \"persistent\" or a list of waits in seconds, each at least 1; for a single attempt write \"once\".";
                return false;
            }

            waits[i] = TimeSpan.FromSeconds(seconds);
        }

        schedule = new(text, waits);
        problem = schedule.Horizon > LongestHorizon ? "must not reach further than 30 days in all." : null;
        return problem is null;
    }

    private static TimeSpan[] WaitsBetween(TimeSpan[] fromStart) =>
        [.. fromStart.Select((at, n) => at - (n == 0 ? TimeSpan.Zero : fromStart[n - 1]))];

    private static TimeSpan[] PersistentWaits()
    {
        TimeSpan[] first = [Seconds(5), Seconds(30), Minutes(2), Minutes(10), Minutes(30)];
        var hours = (int)((Hours(72) - first.Aggregate(static (sum, wait) => sum + wait)) / Hours(1));

        return [.. first, .. Enumerable.Repeat(Hours(1), hours)];
    }

    private static TimeSpan Seconds(double n) => TimeSpan.FromSeconds(n);

    private static TimeSpan Minutes(double n) => TimeSpan.FromMinutes(n);

    private static TimeSpan Hours(double n) => TimeSpan.FromHours(n);
}
