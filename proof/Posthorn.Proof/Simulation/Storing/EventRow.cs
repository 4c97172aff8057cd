using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Storage;

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
    ReadOnlyMemory<byte> Fingerprint,
    Receipt? Receipt)
{
    public EventView ToView() => new(Id, Sequence, PartnerKey, Type, Subject, Data, OccurredAt, AcceptedAt);
}
