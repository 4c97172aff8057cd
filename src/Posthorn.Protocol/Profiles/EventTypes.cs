namespace Posthorn.Protocol.Profiles;

/// <summary>The event types that the vendors' profiles can express.</summary>
public static class EventTypes
{
    /// <summary>A session is done and its results can be fetched. Suki, <c>status</c> = <c>success</c>.</summary>
    public const string SessionCompleted = "session.completed";

    /// <summary>A session failed. Suki, <c>status</c> = <c>failure</c>.</summary>
    public const string SessionFailed = "session.failed";

    /// <summary>A session timed out. Suki; the vendor leaves the value of <c>status</c> open.</summary>
    public const string SessionTimedOut = "session.timed_out";

    /// <summary>A session was cancelled. Suki; the vendor leaves the value of <c>status</c> open.</summary>
    public const string SessionCancelled = "session.cancelled";

    /// <summary>Sully: a recording was transcribed.</summary>
    public const string AudioTranscriptionSucceeded = "audio_transcription.succeeded";

    /// <summary>Sully: a recording could not be transcribed.</summary>
    public const string AudioTranscriptionFailed = "audio_transcription.failed";

    /// <summary>Sully: a note was generated.</summary>
    public const string NoteGenerationSucceeded = "note_generation.succeeded";

    /// <summary>Sully: a note could not be generated.</summary>
    public const string NoteGenerationFailed = "note_generation.failed";

    /// <summary>Sully: codes were found.</summary>
    public const string CodingSucceeded = "coding.succeeded";

    /// <summary>Sully: codes could not be found.</summary>
    public const string CodingFailed = "coding.failed";

    /// <summary>The four of a session, in the order of their documentation.</summary>
    public static IReadOnlyList<string> OfSessions { get; } = [SessionCompleted, SessionFailed, SessionTimedOut, SessionCancelled];

    /// <summary>The six of Sully, in the order of their documentation.</summary>
    public static IReadOnlyList<string> OfSully { get; } =
    [
        AudioTranscriptionSucceeded, AudioTranscriptionFailed, NoteGenerationSucceeded, NoteGenerationFailed, CodingSucceeded, CodingFailed,
    ];
}
