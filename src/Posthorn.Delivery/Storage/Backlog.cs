namespace Posthorn.Delivery.Storage;

/// <summary>What is open in the store.</summary>
/// <param name="OldestDue">The earliest due moment of an unclaimed delivery, over all endpoints that are enabled; null when nothing waits.</param>
internal sealed record Backlog(long Pending, long Dead, DateTimeOffset? OldestDue);
