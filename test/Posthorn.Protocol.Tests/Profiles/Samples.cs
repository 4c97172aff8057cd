using Posthorn.Protocol.Profiles;

namespace Posthorn.Protocol.Tests.Profiles;

/// <summary>Data of each event type, as a publisher sends it.</summary>
internal static class Samples
{
    internal static readonly DateTimeOffset OccurredAt = new(2026, 1, 2, 5, 4, 5, 678, TimeSpan.FromHours(2));

    internal static readonly IReadOnlyDictionary<string, string> Data = new Dictionary<string, string>
    {
        [EventTypes.SessionCompleted] =
            """
            {"links":{
            "contents":[{"href":"/api/v1/ambient/session/0b6f6c3e-0000-4000-8000-000000000001/content","method":"GET",
            "name":"content","type":"application/json"}],
            "status":[{"href":"/api/v1/ambient/session/0b6f6c3e-0000-4000-8000-000000000001/status","method":"GET",
            "name":"status","type":"application/json"}]},
            "session_id":"0b6f6c3e-0000-4000-8000-000000000001","encounter_id":"visit-42","kind":"ambient",
            "additional_info":{"priority":"high"},"sessions":["0b6f6c3e-0000-4000-8000-000000000001"]}
            """.ReplaceLineEndings(""),
        [EventTypes.SessionFailed] =
            """
            {"session_id":"s-1","encounter_id":"e-1","kind":"form_filling",
            "error_code":"ERROR_CODE_TRANSCRIPTION","error_detail":"Error in transcription"}
            """.ReplaceLineEndings(""),
        [EventTypes.SessionTimedOut] = """{"session_id":"s-1","encounter_id":"e-1"}""",
        [EventTypes.SessionCancelled] = """{"encounter_id":"Größe – 患者","session_id":"s-\u0031"}""",
        [EventTypes.AudioTranscriptionSucceeded] =
            """{"transcriptionId":"tr_1","status":"completed","payload":{"transcription":"Doctor: hello.\nPatient: hi."}}""",
        [EventTypes.AudioTranscriptionFailed] = """{"transcriptionId":"tr_1","status":"failed","error":"unsupported format"}""",
        [EventTypes.NoteGenerationSucceeded] =
            """
            {"id":"note_1","status":"completed",
            "payload":{"json":{"subjective":{"chiefComplaint":"cough"},"plan":"rest"},"markdown":"## Subjective\n…"},
            "timestamp":{"start":1706123456789,"complete":1706123459123}}
            """.ReplaceLineEndings(""),
        [EventTypes.NoteGenerationFailed] =
            """{"id":"note_1","status":"failed","timestamp":{"start":1706123456789,"complete":1706123458000}}""",
        [EventTypes.CodingSucceeded] =
            """
            {"id":"cod_1","status":"completed","created_at":"2026-01-01T00:00:00Z","updated_at":"2026-01-01T00:00:05Z",
            "result":{"diagnoses":[{"id":"d1","code":{
            "coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"R05.9","display":"Cough"}],"text":"Cough"},
            "text_span":{"start_char":0,"end_char":5,"text":"cough"}}],"procedures":[]}}
            """.ReplaceLineEndings(""),
        [EventTypes.CodingFailed] = """{"id":"cod_1","status":"failed","error":"not enough clinical content"}""",
    };

    internal static Profile ProfileOf(string eventType) => EventTypes.OfSessions.Contains(eventType) ? Profile.Suki : Profile.Sully;
}
