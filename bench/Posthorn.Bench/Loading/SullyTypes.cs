namespace Posthorn.Bench.Loading;

/// <summary>The event types that the load consists of.</summary>
internal static class SullyTypes
{
    public const string NoteSucceeded = "note_generation.succeeded";
    public const string TranscriptionSucceeded = "audio_transcription.succeeded";

    /// <summary>The type of the first and of the second endpoint of a partner, so that an event has one endpoint and one delivery.</summary>
    public static readonly IReadOnlyList<string> All = [NoteSucceeded, TranscriptionSucceeded];
}
