namespace Posthorn.Emulators.Scripting;

/// <summary>How a session or operation ends.</summary>
internal enum Ending
{
    Success,
    Failure,
    Timeout,
    Cancellation,

    /// <summary>There was too little to work with. Nothing is notified.</summary>
    Skipped,
}
