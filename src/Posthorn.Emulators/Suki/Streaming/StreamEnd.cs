namespace Posthorn.Emulators.Suki.Streaming;

/// <summary>Why a stream ended.</summary>
internal enum StreamEnd
{
    /// <summary>The client said that there is no more.</summary>
    EndOfStream,

    /// <summary>The client closed, or was gone.</summary>
    Closed,

    /// <summary>No audio for 25 seconds.</summary>
    Silence,

    /// <summary>A pause of 30 minutes.</summary>
    LongPause,

    Cancelled,
    Aborted,

    /// <summary>The session was ended while it was streamed to.</summary>
    SessionEnded,

    /// <summary>A frame could not be read.</summary>
    Unreadable,

    /// <summary>The emulator stops, or forgets everything.</summary>
    Stopping,
}
