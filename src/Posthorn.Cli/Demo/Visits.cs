using System.Globalization;
using Posthorn.Api.Json;

namespace Posthorn.Cli.Demo;

/// <summary>Visits that nobody made: every event type of both vendors, in words that nobody can take for a patient's.</summary>
internal static class Visits
{
    private const string Text = "SYNTHETIC. Doctor Example asks Testperson Nobody about an invented cough.";

    /// <summary>One of each of the four session events, as a Suki-style partner gets them.</summary>
    public static IReadOnlyList<Visit> OfEverySession(string prefix) =>
    [
        Completed(prefix, 1),
        Session("session.failed", Id(prefix, 2), "failure", """
            {"session_id":"ID","encounter_id":"visit-of-nobody","kind":"ambient",
             "error_code":"ERROR_CODE_TRANSCRIPTION","error_detail":"Error in transcription"}
            """),
        Session("session.timed_out", Id(prefix, 3), "timeout", """{"session_id":"ID","encounter_id":"visit-of-nobody","kind":"ambient"}"""),
        Session("session.cancelled", Id(prefix, 4), "cancelled", """
            {"session_id":"ID","encounter_id":"visit-of-nobody","kind":"form_filling"}
            """),
    ];

    /// <summary>One of each of Sully's six types.</summary>
    public static IReadOnlyList<Visit> OfEverySully(string prefix) =>
    [
        Resource("audio_transcription.succeeded", Id(prefix, 1), """
            {"transcriptionId":"ID","status":"completed","payload":{"transcription":"TEXT"}}
            """),
        Resource("audio_transcription.failed", Id(prefix, 2), """
            {"transcriptionId":"ID","status":"failed","error":"unsupported format"}
            """),
        Noted(prefix, 3),
        Resource("note_generation.failed", Id(prefix, 4), """
            {"id":"ID","status":"failed","timestamp":{"start":1700000000000,"complete":1700000002000}}
            """),
        Resource("coding.succeeded", Id(prefix, 5), """
            {"id":"ID","status":"completed","created_at":"2026-01-01T00:00:00Z","updated_at":"2026-01-01T00:00:05Z",
             "result":{"diagnoses":[],"procedures":[]}}
            """),
        Resource("coding.failed", Id(prefix, 6), """
            {"id":"ID","status":"failed","error":"not enough clinical content"}
            """),
    ];

    /// <summary>A session that was completed.</summary>
    public static Visit Completed(string prefix, int number) => Session("session.completed", Id(prefix, number), "success", """
        {"session_id":"ID","encounter_id":"visit-of-nobody","kind":"ambient","additional_info":{"note":"TEXT"}}
        """);

    /// <summary>A note that was written.</summary>
    public static Visit Noted(string prefix, int number) => Resource("note_generation.succeeded", Id(prefix, number), """
        {"id":"ID","status":"completed","payload":{"markdown":"## Subjective\nTEXT"},
         "timestamp":{"start":1700000000000,"complete":1700000002000}}
        """);

    /// <summary>A completed session for a partner whose format keeps the event's own type.</summary>
    public static Visit CompletedInStandard(string prefix, int number)
    {
        var visit = Completed(prefix, number);
        return visit with { Key = $"{visit.Subject}:{visit.Type}" };
    }

    private static string Id(string prefix, int number) => string.Create(CultureInfo.InvariantCulture, $"{prefix}-{number}");

    private static Visit Session(string type, string id, string status, string json) => new(type, id, Data(id, json), $"{id}:{status}");

    private static Visit Resource(string type, string id, string json) => new(type, id, Data(id, json), $"{type}:{id}");

    private static RawJson Data(string id, string json) => RawJson.Parse(
        json.Replace("\"ID\"", $"\"{id}\"", StringComparison.Ordinal).Replace("TEXT", Text, StringComparison.Ordinal));
}
