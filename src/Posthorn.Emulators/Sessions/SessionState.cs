namespace Posthorn.Emulators.Sessions;

/// <summary>Ordered: the first four are open, the rest are ends.</summary>
internal enum SessionState
{
    Created,
    Ready,
    Staged,
    Running,
    Completed,
    Failed,
    TimedOut,
    Cancelled,
    Skipped,
}
