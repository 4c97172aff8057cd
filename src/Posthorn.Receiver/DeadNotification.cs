namespace Posthorn.Receiver;

/// <summary>A notification that a handler did not get done.</summary>
/// <param name="DeliveryId">By which it can be replayed.</param>
/// <param name="EventId">The event in the log.</param>
/// <param name="EventType">Its type.</param>
/// <param name="Handler">The name of the handler.</param>
/// <param name="Attempts">How often it was called.</param>
/// <param name="Reason">The code of the last outcome.</param>
/// <param name="EndedAt">When it was given up.</param>
public sealed record DeadNotification(
    string DeliveryId, string EventId, string EventType, string Handler, int Attempts, string? Reason, DateTimeOffset EndedAt);
