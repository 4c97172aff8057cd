namespace Posthorn.Delivery.Intake;

/// <summary>An event that is on disk.</summary>
/// <param name="Sequence">Its place in the log. A reader that follows places through the feed misses none.</param>
/// <param name="Holder">
/// The name under which its claimed deliveries are held. 0 when this node had lost its lease by then: they are stored as due instead.
/// </param>
internal sealed record StoredEvent(EventId Id, long Sequence, IReadOnlyList<StoredDelivery> Deliveries, long Holder);
