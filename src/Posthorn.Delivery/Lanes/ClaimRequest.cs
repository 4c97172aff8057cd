namespace Posthorn.Delivery.Lanes;

/// <summary>Which deliveries of one endpoint to claim, earliest due first.</summary>
/// <param name="MaxBytes">Once the claimed deliveries weigh this much, no more are taken. One is always taken.</param>
/// <param name="DueBy">Those due at or before this moment.</param>
/// <param name="ChangedBefore">
/// Only those last touched before this moment. After a recovery waiting retries are pulled forward (<paramref name="DueBy"/> lies far ahead);
/// this keeps one that failed again since from being taken in circles.
/// </param>
internal readonly record struct ClaimRequest(
    long EndpointKey, int Limit, int MaxBytes, DateTimeOffset DueBy, DateTimeOffset? ChangedBefore = null);
