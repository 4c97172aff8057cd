namespace Posthorn.Bench.Loading;

/// <summary>The event types that the load consists of.</summary>
internal static class SullyTypes
{
    public const string NoteSucceeded = "note_generation.succeeded";
    public const string TranscriptionSucceeded = "audio_transcription.succeeded";

    /// <summary>The types of the first and the second endpoint of a partner, so that one event is one delivery.</summary>
    public static readonly IReadOnlyList<string> All = [NoteSucceeded, TranscriptionSucceeded];
}
