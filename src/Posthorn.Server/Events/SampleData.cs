using System.Text;
using Posthorn.Protocol.Profiles;

namespace Posthorn.Server.Events;

/// <summary>Example data for the events that vendors document: invented, and of the shape that each profile takes.</summary>
internal static class SampleData
{
    private const string Session = """
        {"session_id":"0b6f6c3e-0000-4000-8000-000000000001","encounter_id":"visit-42","kind":"ambient"
        """;

    private static readonly Dictionary<string, byte[]> Samples = new Dictionary<string, string>
    {
        [EventTypes.SessionCompleted] = Session
            + ""","links":{"contents":[{"href":"/api/v1/ambient/session/0b6f6c3e-0000-4000-8000-000000000001/content","method":"GET","name":"content","type":"application/json"}]}}""",
        [EventTypes.SessionFailed] = Session + ""","error_code":"ERROR_CODE_TRANSCRIPTION","error_detail":"Error in transcription"}""",
        [EventTypes.SessionTimedOut] = Session + "}",
        [EventTypes.SessionCancelled] = Session + "}",
        [EventTypes.AudioTranscriptionSucceeded] = """{"transcriptionId":"tr_1","status":"completed","payload":{"transcription":"Doctor: hello.\nPatient: hi."}}""",
        [EventTypes.AudioTranscriptionFailed] = """{"transcriptionId":"tr_1","status":"failed","error":"unsupported format"}""",
        [EventTypes.NoteGenerationSucceeded] =
            """{"id":"note_1","status":"completed","payload":{"json":{"plan":"rest"},"markdown":"## Plan\nrest"},"timestamp":{"start":1706123456789,"complete":1706123459123}}""",
        [EventTypes.NoteGenerationFailed] = """{"id":"note_1","status":"failed","timestamp":{"start":1706123456789,"complete":1706123458000}}""",
        [EventTypes.CodingSucceeded] =
            """{"id":"cod_1","status":"completed","created_at":"2026-01-01T00:00:00Z","updated_at":"2026-01-01T00:00:05Z","result":{"diagnoses":[{"id":"d1","code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"R05.9","display":"Cough"}],"text":"Cough"},"text_span":{"start_char":0,"end_char":5,"text":"cough"}}],"procedures":[]}}""",
        [EventTypes.CodingFailed] = """{"id":"cod_1","status":"failed","error":"not enough clinical content"}""",
    }.ToDictionary(static one => one.Key, static one => Encoding.UTF8.GetBytes(one.Value));

    /// <summary>Every type that there is an example for.</summary>
    public static IEnumerable<string> Types => Samples.Keys;

    public static ReadOnlyMemory<byte> Of(string eventType) => Samples[eventType];

    /// <summary>The type whose example a profile's endpoint is sent as a test: the first it subscribed to, where there is an example for that.</summary>
    public static string TypeFor(Profile profile, IReadOnlyList<string>? subscribed) =>
        subscribed?.FirstOrDefault(Samples.ContainsKey) ?? (profile.EventTypes.Count > 0 ? profile.EventTypes[0] : EventTypes.SessionCompleted);
}
