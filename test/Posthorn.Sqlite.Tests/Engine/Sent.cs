using Posthorn.Delivery.Sending;

namespace Posthorn.Sqlite.Tests.Engine;

/// <summary>A request that reached an endpoint.</summary>
/// <param name="Number">Counts this event's requests at this endpoint, from 1.</param>
internal sealed record Sent(string Host, string EventId, int Number, DateTimeOffset At, OutgoingRequest Request);
