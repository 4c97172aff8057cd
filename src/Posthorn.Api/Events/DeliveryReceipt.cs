namespace Posthorn.Api.Events;

/// <summary>A delivery that an event made.</summary>
public sealed record DeliveryReceipt
{
    /// <summary>Gets its id, <c>dlv_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Gets where it goes.</summary>
    public required string EndpointId { get; init; }
}
