namespace Posthorn.Delivery.Lanes;

/// <summary>What a claim brought.</summary>
/// <param name="More">Whether further deliveries that match the request were left behind.</param>
/// <param name="NextDue">When the next of those left behind comes due; null when the endpoint has none waiting.</param>
internal sealed record Claim(IReadOnlyList<DueDelivery> Deliveries, bool More, DateTimeOffset? NextDue);
