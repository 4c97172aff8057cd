namespace Posthorn.Api.Events;

/// <summary>An event that is on disk. Nothing may have been sent yet.</summary>
public sealed record EventReceipt
{
    /// <summary>Gets its id, <c>evt_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Gets the deliveries it made: one for each enabled endpoint that wants its type.</summary>
    public required IReadOnlyList<DeliveryReceipt> Deliveries { get; init; }
}
