namespace Posthorn.Delivery.Sessions;

/// <summary>How far a session is. The values are stored; the open ones come first, in their order.</summary>
internal enum SessionState
{
    /// <summary>It has a name, and nothing else.</summary>
    Created = 0,

    /// <summary>What it needs to know is known: it can listen.</summary>
    Ready = 1,

    /// <summary>What was heard is complete and waits to be processed.</summary>
    Staged = 2,

    /// <summary>It listens, or is being processed.</summary>
    Running = 3,

    /// <summary>Its results are there.</summary>
    Completed = 4,

    /// <summary>There will be no results.</summary>
    Failed = 5,

    /// <summary>Nothing was heard of it for longer than it may be silent.</summary>
    TimedOut = 6,

    /// <summary>Somebody called it off.</summary>
    Cancelled = 7,

    /// <summary>There was not enough to make results of.</summary>
    Skipped = 8,
}
