using Posthorn.Api.Deliveries;
using Posthorn.Api.Json;

namespace Posthorn.Api.Events;

/// <summary>An event as it was accepted.</summary>
public sealed record EventInfo
{
    /// <summary>Gets its id, <c>evt_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Gets whom it concerns.</summary>
    public required string PartnerId { get; init; }

    /// <summary>Gets what happened.</summary>
    public required string Type { get; init; }

    /// <summary>Gets what it happened to.</summary>
    /// <value>Null when the publisher did not say.</value>
    public string? Subject { get; init; }

    /// <summary>Gets the facts, as they were published.</summary>
    public required RawJson Data { get; init; }

    /// <summary>Gets when it happened.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>Gets when it was accepted.</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>Gets what became of it.</summary>
    /// <value>Null in the feed: only the answer for a single event has it.</value>
    public IReadOnlyList<DeliveryInfo>? Deliveries { get; init; }
}
