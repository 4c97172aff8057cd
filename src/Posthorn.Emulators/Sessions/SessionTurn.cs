namespace Posthorn.Emulators.Sessions;

/// <summary>A move. One to an end makes the event; results, state and event are one commit.</summary>
internal sealed record SessionTurn(
    SessionState To, string? ErrorCode = null, string? ErrorDetail = null, IReadOnlyList<(SessionPart Part, ReadOnlyMemory<byte> Json)>? Results = null);
