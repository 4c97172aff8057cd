namespace Posthorn.Api.Deliveries;

/// <summary>A page of a partner's deliveries, newest first.</summary>
public sealed record DeliveryList
{
    /// <summary>Gets the deliveries. A page may be short, or empty, and still have a next one.</summary>
    public required IReadOnlyList<DeliveryInfo> Deliveries { get; init; }

    /// <summary>Gets the cursor of the next page, to be given as <c>after</c>.</summary>
    /// <value>Null at the end.</value>
    public string? Next { get; init; }
}
