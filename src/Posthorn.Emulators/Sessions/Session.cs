namespace Posthorn.Emulators.Sessions;

internal sealed record Session(
    string Id, SessionKind Kind, SessionState State, string? EncounterId, DateTimeOffset CreatedAt, string? ErrorCode = null, string? ErrorDetail = null)
{
    public bool IsOver => State >= SessionState.Completed;
}
