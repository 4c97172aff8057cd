namespace Posthorn.Emulators.Suki.Streaming;

internal enum StreamEvent
{
    Pause,
    Resume,
    KeepAlive,

    /// <summary>The session is over, without a note.</summary>
    Cancel,

    /// <summary>The stream is over, with a note of what there is; the session can be gone on with.</summary>
    Abort,
}
