namespace Posthorn.Delivery.Lanes;

/// <summary>A delivery that a lane holds: claimed in the store, its attempt already counted, waiting in memory for its turn.</summary>
internal sealed class DueDelivery
{
    public required DeliveryId Id { get; init; }

    public required EventId EventId { get; init; }

    public required long EventSequence { get; init; }

    public required long EndpointKey { get; init; }

    public required string EventType { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>Who holds the claim, as the store names it. Given back with the settlement, which is refused when somebody else holds it by then.</summary>
    public long Holder { get; init; } = Storage.SoleLeases.OnlyTerm;

    /// <summary>The number of the attempt that is about to be made, from 1, over the delivery's whole life.</summary>
    public required int Attempt { get; init; }

    /// <summary>Attempts that do not count against the schedule: those before the last replay, and those that our own outage spoiled.</summary>
    public required int Uncounted { get; init; }

    /// <summary>When the present run of the schedule began.</summary>
    public required DateTimeOffset ScheduleStart { get; init; }

    /// <summary>The event's data, as it was accepted.</summary>
    public required ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>The body as rendered at intake; empty when it is still to be rendered from <see cref="Data"/>.</summary>
    public ReadOnlyMemory<byte> Body { get; set; }

    public required long BodyHash { get; init; }

    /// <summary>The attempt's place in the schedule, from 1.</summary>
    public int AttemptInSchedule => Attempt - Uncounted;

    /// <summary>What it counts for in its lane's window, in bytes. Fixed when it enters.</summary>
    public required int Reserved { get; init; }

    /// <summary>What a delivery with so much data costs in memory while it waits, in bytes.</summary>
    public static int Weigh(int dataLength) => dataLength + 512;
}
