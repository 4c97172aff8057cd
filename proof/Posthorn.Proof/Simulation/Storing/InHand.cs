using Posthorn.Delivery.Lanes;

namespace Posthorn.Proof.Simulation.Storing;

/// <summary>A row as it is handed out.</summary>
internal static class InHand
{
    public static DueDelivery Of(DeliveryRow row, int attempt, long holder, DateTimeOffset scheduleStart) => new()
    {
        Id = row.Id,
        EventId = row.Event.Id,
        EventSequence = row.Event.Sequence,
        EndpointKey = row.EndpointKey,
        EventType = row.Event.Type,
        OccurredAt = row.Event.OccurredAt,
        Holder = holder,
        Attempt = attempt,
        Uncounted = row.Uncounted,
        ScheduleStart = scheduleStart,
        Data = row.Event.Data,
        BodyHash = row.BodyHash,
        Reserved = DueDelivery.Weigh(row.Event.Data.Length),
    };
}
