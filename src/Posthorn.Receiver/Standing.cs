namespace Posthorn.Receiver;

/// <summary>
/// How a notification stands among all that were received of the same kind about the same resource, at the moment in which a handler is called.
/// </summary>
public enum Standing
{
    /// <summary>Nothing came before it, and nothing newer is there.</summary>
    First = 0,

    /// <summary>Something came before it, with other content: the vendor made it again. This one stands.</summary>
    Superseding = 1,

    /// <summary>One that is newer by the vendor's clock is there already: this one must not overwrite it.</summary>
    Stale = 2,

    /// <summary>
    /// What was pulled before, now sent by the vendor; or the other way round. It tells nothing new: <see cref="NotificationContext.TryApplyAsync"/>
    /// counts both as one.
    /// </summary>
    Confirming = 3,
}
