namespace Posthorn.Delivery.Intake;

/// <summary>An event that is on disk.</summary>
/// <param name="Sequence">Its place in the log: a later commit has a greater one.</param>
internal sealed record StoredEvent(EventId Id, long Sequence, IReadOnlyList<StoredDelivery> Deliveries);
