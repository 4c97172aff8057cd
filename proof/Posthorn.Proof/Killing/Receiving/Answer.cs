namespace Posthorn.Proof.Killing.Receiving;

/// <summary>What becomes of one request.</summary>
internal enum Answer
{
    /// <summary>200.</summary>
    Good,

    /// <summary>The connection is reset before the body is read: it has not arrived.</summary>
    ResetUnread,

    /// <summary>The connection is reset although it has arrived.</summary>
    Reset,

    /// <summary>Nothing comes back until the caller gives up.</summary>
    Hang,

    /// <summary>200, and then a body that takes its time.</summary>
    Drip,

    /// <summary>503.</summary>
    Refuse,

    /// <summary>503, and the wish for a second of quiet.</summary>
    Busy,
}
