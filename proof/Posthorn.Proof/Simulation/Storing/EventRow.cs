namespace Posthorn.Proof.Simulation.Storing;

/// <summary>An event as it is stored.</summary>
internal sealed record EventRow(
    EventId Id,
    long Sequence,
    long PartnerKey,
    string Type,
    string? Subject,
    ReadOnlyMemory<byte> Data,
    DateTimeOffset OccurredAt,
    DateTimeOffset AcceptedAt,
    string? IdempotencyKey,
    ReadOnlyMemory<byte> Fingerprint);
