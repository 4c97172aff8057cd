namespace Posthorn.Api.Deliveries;

/// <summary>A delivery: one event for one endpoint.</summary>
public sealed record DeliveryInfo
{
    /// <summary>Gets its id, <c>dlv_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the event.</summary>
    public required string EventId { get; init; }

    /// <summary>Gets the endpoint.</summary>
    public required string EndpointId { get; init; }

    /// <summary>Gets the event's type.</summary>
    public required string EventType { get; init; }

    /// <summary>Gets where it stands.</summary>
    public required DeliveryStatus State { get; init; }

    /// <summary>Gets how many attempts were begun, over its whole life.</summary>
    public required int AttemptCount { get; init; }

    /// <summary>Gets when it comes due.</summary>
    /// <value>Null when it has ended, or is in the hands of its lane right now.</value>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Gets the code of the last attempt's outcome, or why it ended without one.</summary>
    /// <value>Null before the first attempt has ended.</value>
    public string? LastOutcome { get; init; }

    /// <summary>Gets when it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Gets when it last changed.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Gets its attempts, oldest first.</summary>
    /// <value>Null in lists: only the answer for a single delivery has them.</value>
    public IReadOnlyList<AttemptInfo>? Attempts { get; init; }
}
