namespace Posthorn.Emulators.Sessions;

/// <param name="TimeLimit">How long it may lie without progress until it times out by itself; null for ever. Already scaled.</param>
internal sealed record SessionDraft(
    string Id, SessionKind Kind, string? EncounterId = null, ReadOnlyMemory<byte>? AdditionalInfo = null, TimeSpan? TimeLimit = null);
