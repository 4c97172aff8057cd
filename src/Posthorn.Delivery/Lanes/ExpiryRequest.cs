namespace Posthorn.Delivery.Lanes;

/// <summary>Which deliveries of a held lane have waited too long.</summary>
/// <param name="AfterFirstAttempt">How long a delivery that was tried goes on after its first attempt.</param>
/// <param name="NeverTried">How long a delivery that never had its turn waits.</param>
/// <param name="After">Where the last look ended.</param>
/// <param name="LookAt">The most rows to look at in this call.</param>
internal readonly record struct ExpiryRequest(
    long EndpointKey, TimeSpan AfterFirstAttempt, TimeSpan NeverTried, DuePlace After, int LookAt);
