namespace Posthorn.Delivery.Lanes;

/// <summary>What waited too long, claimed so that it can be ended.</summary>
/// <param name="Next">Where the next look begins; the default when the end was reached.</param>
internal sealed record Expiry(IReadOnlyList<DueDelivery> Deliveries, DuePlace Next);
