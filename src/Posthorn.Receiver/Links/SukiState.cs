namespace Posthorn.Receiver.Links;

/// <summary>Where a session of Suki stands.</summary>
public enum SukiState
{
    /// <summary>A status that the vendor does not document, or none.</summary>
    Unknown = 0,

    /// <summary><c>created</c>, <c>ready</c> or <c>staged</c>: it has not begun to be processed.</summary>
    Waiting = 1,

    /// <summary><c>running</c>, or <c>paused</c>: it is not done.</summary>
    Running = 2,

    /// <summary><c>completed</c>: its results can be fetched.</summary>
    Completed = 3,

    /// <summary><c>failed</c>.</summary>
    Failed = 4,

    /// <summary><c>aborted</c>: cancelled by the user or the client.</summary>
    Cancelled = 5,

    /// <summary><c>skipped</c>: too little was said.</summary>
    Skipped = 6,

    /// <summary>It timed out. No page of the vendor lists a status for that; several spellings are taken for it.</summary>
    TimedOut = 7,
}
