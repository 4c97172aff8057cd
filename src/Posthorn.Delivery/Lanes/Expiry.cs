namespace Posthorn.Delivery.Lanes;

/// <summary>What waited too long. Not claimed: each is ended only if it is still as it was found.</summary>
/// <param name="Deliveries">With the number of the last attempt, not of a next one.</param>
/// <param name="Next">Where the next look begins; the default when the end was reached.</param>
internal sealed record Expiry(IReadOnlyList<DueDelivery> Deliveries, DuePlace Next);
