using Posthorn.Delivery.Recording;
using Posthorn.Proof.Simulation.Sending;

namespace Posthorn.Proof.Simulation.Worlds;

/// <summary>How much happened, in one world or in many.</summary>
internal sealed record Counts
{
    public int Seeds { get; init; }

    public long Events { get; init; }

    public long Acknowledged { get; init; }

    public long Deliveries { get; init; }

    public long Delivered { get; init; }

    public long Dead { get; init; }

    public long Cancelled { get; init; }

    /// <summary>Requests that processes began to send.</summary>
    public long Sent { get; init; }

    /// <summary>Requests that endpoints noted.</summary>
    public long Arrived { get; init; }

    /// <summary>Of those, the ones that an endpoint had already answered with 2xx.</summary>
    public long Duplicates { get; init; }

    public long Kills { get; init; }

    public long Steps { get; init; }

    public TimeSpan Time { get; init; }

    public IReadOnlyDictionary<string, int> Faults { get; init; } = new Dictionary<string, int>();

    public static Counts Of(Ground ground)
    {
        var rows = ground.Tables.Deliveries;
        return new()
        {
            Seeds = 1,
            Events = ground.Tables.Events.Count,
            Acknowledged = ground.History.Acknowledged.Count(static one => !one.Replayed),
            Deliveries = rows.Count,
            Delivered = rows.Count(static row => row.State == DeliveryState.Delivered),
            Dead = rows.Count(static row => row.State == DeliveryState.Dead),
            Cancelled = rows.Count(static row => row.State == DeliveryState.Cancelled),
            Sent = ground.Network.Sent.Count,
            Arrived = ground.Network.Arrivals.Count,
            Duplicates = DuplicatesIn(ground.Network.Arrivals),
            Kills = ground.History.Deaths.Count,
            Steps = ground.Scheduler.Steps,
            Time = ground.Now,
            Faults = ground.History.Faults,
        };
    }

    public Counts Plus(Counts other) => new()
    {
        Seeds = Seeds + other.Seeds,
        Events = Events + other.Events,
        Acknowledged = Acknowledged + other.Acknowledged,
        Deliveries = Deliveries + other.Deliveries,
        Delivered = Delivered + other.Delivered,
        Dead = Dead + other.Dead,
        Cancelled = Cancelled + other.Cancelled,
        Sent = Sent + other.Sent,
        Arrived = Arrived + other.Arrived,
        Duplicates = Duplicates + other.Duplicates,
        Kills = Kills + other.Kills,
        Steps = Steps + other.Steps,
        Time = Time + other.Time,
        Faults = Faults.Concat(other.Faults).GroupBy(static one => one.Key, StringComparer.Ordinal)
            .ToDictionary(static same => same.Key, static same => same.Sum(static one => one.Value), StringComparer.Ordinal),
    };

    private static long DuplicatesIn(IEnumerable<Arrival> arrivals) => arrivals
        .GroupBy(static one => (one.EventId, one.EndpointKey))
        .Sum(static same => same.SkipWhile(static one => one.Status is not (>= 200 and < 300)).Skip(1).Count());
}
