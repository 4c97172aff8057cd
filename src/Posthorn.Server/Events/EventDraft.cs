using Posthorn.Delivery.Intake;

namespace Posthorn.Server.Events;

/// <summary>An event as it stands in a request: its members checked each by itself, its data a slice of the request's bytes.</summary>
/// <param name="PartnerId">In a batch, whom it concerns; null elsewhere.</param>
internal readonly record struct EventDraft(
    string Type, string? Subject, ReadOnlyMemory<byte> Data, DateTimeOffset? OccurredAt, string? PartnerId, string? IdempotencyKey)
{
    public NewEvent ToNewEvent(string? idempotencyKey) => new(
        Type, Subject, Data, OccurredAt, idempotencyKey, idempotencyKey is null ? default : EventFingerprint.Of(Type, Subject, OccurredAt, Data.Span));
}
