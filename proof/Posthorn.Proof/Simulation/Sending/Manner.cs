namespace Posthorn.Proof.Simulation.Sending;

/// <summary>How an endpoint, or the way to it, treats a request.</summary>
internal enum Manner
{
    /// <summary>Takes it, and says 200.</summary>
    Well,

    /// <summary>Takes it, and says 200 within a second of the request's deadline, on one side or the other.</summary>
    Slow,

    /// <summary>Says 500.</summary>
    Broken,

    /// <summary>Says 503, mostly with a Retry-After.</summary>
    Busy,

    /// <summary>Says 429 with a Retry-After.</summary>
    Overrun,

    /// <summary>Says 404, 401 or 400.</summary>
    Refusing,

    /// <summary>Says 307.</summary>
    Moved,

    /// <summary>Says 410.</summary>
    Gone,

    /// <summary>Takes it, and never answers.</summary>
    Hanging,

    /// <summary>Takes it, says 200, and sends the body a byte at a time, for ever.</summary>
    Dripping,

    /// <summary>The connection is reset before the request has arrived.</summary>
    ResetBefore,

    /// <summary>The connection is reset after the request has arrived: it counts there, and here it does not.</summary>
    ResetAfter,

    /// <summary>Nobody listens.</summary>
    Closed,

    /// <summary>Packets vanish.</summary>
    BlackHole,

    /// <summary>The name does not exist.</summary>
    NoName,

    /// <summary>The name cannot be looked up at present.</summary>
    NameServerAway,
}
