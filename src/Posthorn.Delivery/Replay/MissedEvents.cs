using Posthorn.Delivery.Storage;

namespace Posthorn.Delivery.Replay;

/// <summary>What a store must be told to make deliveries of events that an endpoint missed. Called by the store's writer: quick, and no I/O.</summary>
/// <param name="Wants">Whether an endpoint's subscription, as it is now, takes a type of event; asked by the endpoint's key.</param>
/// <param name="BodyHash">The hash of the event's body as that endpoint would get it; null when its profile cannot express the event.</param>
internal sealed record MissedEvents(Func<long, string, bool> Wants, Func<long, EventView, long?> BodyHash);
