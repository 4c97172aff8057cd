namespace Posthorn.Receiver.Partner;

/// <summary>Where on its way a notification is when this process dies.</summary>
internal enum Step
{
    /// <summary>It does not die.</summary>
    None,

    /// <summary>All its bytes are read, and nothing is verified.</summary>
    Read,

    /// <summary>It is stored, and the answer has not begun.</summary>
    Stored,

    /// <summary>The answer is sent.</summary>
    Answered,

    /// <summary>Its handler has begun.</summary>
    Called,

    /// <summary>The effect is written, and its transaction is open.</summary>
    Applying,

    /// <summary>The effect is committed, and the handler has not returned.</summary>
    Applied,

    /// <summary>The handler has returned, and nobody has written that down.</summary>
    Returned,

    /// <summary>So many microseconds after a request has begun.</summary>
    Whenever,
}
