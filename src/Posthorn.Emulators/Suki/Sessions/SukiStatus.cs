namespace Posthorn.Emulators.Suki.Sessions;

/// <summary>A state in the words of Suki's status calls.</summary>
internal static class SukiStatus
{
    public static string Of(SessionState state) => state switch
    {
        SessionState.Created => "created",
        SessionState.Ready => "ready",
        SessionState.Staged => "staged",
        SessionState.Running => "running",
        SessionState.Completed => "completed",
        SessionState.Failed => "failed",
        SessionState.Skipped => "skipped",

        // Suki has no word for a session that timed out: it was given up, as one that was called off.
        _ => "aborted",
    };
}
