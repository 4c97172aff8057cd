using Posthorn.Delivery.Recording;

namespace Posthorn.Delivery.Storage;

/// <summary>A delivery as it is read back.</summary>
/// <param name="DueAt">When it comes due; null when it has ended or a lane holds it.</param>
/// <param name="LastOutcome">The code of the last attempt's outcome, or why it ended without one.</param>
internal sealed record DeliveryView(
    DeliveryId Id,
    EventId EventId,
    long EventSequence,
    long EndpointKey,
    string EventType,
    DeliveryState State,
    bool InFlight,
    int Attempts,
    DateTimeOffset? DueAt,
    string? LastOutcome,
    DateTimeOffset CreatedAt,
    DateTimeOffset ChangedAt);
