using Posthorn.Bench.Measuring;

namespace Posthorn.Bench.Loading;

/// <summary>The data of an event, of the shape that the vendor documents. It says of itself that there is no patient.</summary>
internal static class SyntheticData
{
    private const string Note = """{"subjective":{"chiefComplaint":"synthetic complaint"},"objective":"none","plan":"no patient exists"}""";

    private const string Times = """{"start":1706123456789,"complete":1706123459123}""";

    public static string Of(string eventType, EventMark mark, string text) => eventType switch
    {
        SullyTypes.NoteSucceeded =>
            $$"""{"id":"{{mark}}","status":"completed","timestamp":{{Times}},"payload":"""
            + $$$"""{"json":{{{Note}}},"markdown":"## Subjective\nSynthetic. {{{text}}}"}}""",
        SullyTypes.TranscriptionSucceeded =>
            $$"""{"transcriptionId":"{{mark}}","status":"completed","payload":{"transcription":"Clinician: synthetic recording.\n"""
            + $$$"""Patient: no patient exists. {{{text}}}"}}""",
        _ => throw new ArgumentOutOfRangeException(nameof(eventType), eventType, "The load has no data of this type."),
    };
}
