namespace Posthorn.Delivery.Storage;

/// <summary>An event as it is read back.</summary>
internal sealed record EventView(
    EventId Id, long Sequence, long PartnerKey, string Type, string? Subject, ReadOnlyMemory<byte> Data, DateTimeOffset OccurredAt, DateTimeOffset AcceptedAt);
