using Posthorn.Delivery.Intake;

namespace Posthorn.Delivery.Storage;

/// <summary>One of the events that were received about a subject, of whatever type.</summary>
internal sealed record ArrivalView(EventId Id, long Sequence, string Type, DateTimeOffset AcceptedAt, ReceiptEvidence Evidence);
