namespace Posthorn.Receiver.Expecting;

/// <summary>Why an expectation is not met yet, as history keeps it.</summary>
internal static class ReconcileReasons
{
    public const string NotDue = "not_due";
    public const string StillRunning = "still_running";
    public const string SessionUnknown = "session_unknown";
    public const string StoreAway = "store_away";
}
