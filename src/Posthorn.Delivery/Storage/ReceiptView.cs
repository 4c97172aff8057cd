using Posthorn.Delivery.Intake;

namespace Posthorn.Delivery.Storage;

/// <summary>One of the events that were received about a resource.</summary>
/// <param name="OccurredAt">When it happened, by its source's clock.</param>
internal sealed record ReceiptView(EventId Id, long Sequence, DateTimeOffset OccurredAt, DateTimeOffset AcceptedAt, ReceiptEvidence Evidence);
