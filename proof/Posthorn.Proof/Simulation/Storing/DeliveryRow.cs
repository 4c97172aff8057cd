using Posthorn.Delivery.Recording;

namespace Posthorn.Proof.Simulation.Storing;

/// <summary>A delivery as it is stored. Never changed: a change is another row in its place, so that both can be compared.</summary>
/// <param name="DueAt">When it comes due, or came due before it was claimed; null once it has ended.</param>
/// <param name="Holder">The term of the process that has claimed it; 0 for none.</param>
internal sealed record DeliveryRow(
    EventRow Event,
    long EndpointKey,
    DeliveryId Id,
    DeliveryState State,
    int Attempts,
    int Uncounted,
    DateTimeOffset? DueAt,
    long Holder,
    DateTimeOffset ScheduleStart,
    long BodyHash,
    string? LastOutcome,
    DateTimeOffset CreatedAt,
    DateTimeOffset ChangedAt)
{
    /// <summary>Its lane may claim it.</summary>
    public bool Waits => State == DeliveryState.Pending && Holder == 0 && DueAt is not null;
}
