using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Sessions;

namespace Posthorn.Delivery.Intake;

/// <summary>An event made ready for the log: matched, rendered once per profile to be sure that it can be, and named.</summary>
internal sealed class EventToStore
{
    public required EventId Id { get; init; }

    public required Partner Partner { get; init; }

    public required string Type { get; init; }

    public string? Subject { get; init; }

    public required ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>Whole milliseconds, so that a body rendered from the store is the body rendered at intake.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    public required DateTimeOffset AcceptedAt { get; init; }

    public string? IdempotencyKey { get; init; }

    public ReadOnlyMemory<byte> Fingerprint { get; init; }

    /// <summary>Null for what is published here.</summary>
    public Receipt? Receipt { get; init; }

    /// <summary>The session whose end it tells, written in the same commit; both or none. Null for all other events.</summary>
    public SessionWrite? Session { get; init; }

    public required DeliveryToStore[] Deliveries { get; init; }
}
