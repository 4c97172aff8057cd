using Posthorn.Delivery.Sessions;

namespace Posthorn.Delivery.Intake;

/// <summary>An event as it came through a door: already well-formed, not yet matched or stored.</summary>
/// <param name="Data">JSON, already checked by the strict gate; kept byte for byte.</param>
/// <param name="Fingerprint">Hash of the request, by which a reused key is told from a repeated one; empty without a key.</param>
/// <param name="OnlyTo">Deliver to this endpoint alone, whatever it subscribed to (a test send); null for the usual matching.</param>
/// <param name="Receipt">For what came from elsewhere: how it is known there.</param>
/// <param name="Session">The session whose end it tells, to be written in the same commit. It gets the event's id there.</param>
/// <param name="DueAt">When its deliveries come due; null for at once.</param>
internal sealed record NewEvent(
    string Type,
    string? Subject,
    ReadOnlyMemory<byte> Data,
    DateTimeOffset? OccurredAt,
    string? IdempotencyKey = null,
    ReadOnlyMemory<byte> Fingerprint = default,
    EndpointId? OnlyTo = null,
    Receipt? Receipt = null,
    DateTimeOffset? DueAt = null,
    SessionWrite? Session = null);
