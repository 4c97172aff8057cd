using Posthorn.Protocol.Profiles;

namespace Posthorn.Testing.Vendors;

/// <summary>What the vendors document, member for member, in words that nobody takes for a patient's. SUBJECT and MOMENT are filled in.</summary>
internal static class SampleBodies
{
    internal static readonly IReadOnlyList<(string Type, string Subject, string Body)> Suki =
    [
        (EventTypes.SessionCompleted, "test-session-completed", """
            {"status":"success","session_id":"SUBJECT","encounter_id":"test-encounter","sessions":["SUBJECT"],"additional_info":{"priority":"high"},"_links":{"contents":[{"href":"/api/v1/ambient/session/SUBJECT/content","method":"GET","name":"content","type":"application/json"}],"status":[{"href":"/api/v1/ambient/session/SUBJECT/status","method":"GET","name":"status","type":"application/json"}],"transcripts":[{"href":"/api/v1/ambient/session/SUBJECT/transcript","method":"GET","name":"transcript","type":"application/json"}]}}
            """),
        (EventTypes.SessionFailed, "test-session-failed", """
            {"status":"failure","session_id":"SUBJECT","encounter_id":"test-encounter","error_code":"ERROR_CODE_TRANSCRIPTION","error_detail":"Error in transcription"}
            """),
        (EventTypes.SessionTimedOut, "test-session-timed-out", """
            {"status":"timeout","session_id":"SUBJECT","encounter_id":"test-encounter"}
            """),
        (EventTypes.SessionCancelled, "test-session-cancelled", """
            {"status":"cancelled","session_id":"SUBJECT","encounter_id":"test-encounter"}
            """),
    ];

    internal static readonly IReadOnlyList<(string Type, string Subject, string Body)> Sully =
    [
        (EventTypes.AudioTranscriptionSucceeded, "test-transcription-done", """
            {"type":"audio_transcription.succeeded","data":{"transcriptionId":"SUBJECT","status":"completed","payload":{"transcription":"SYNTHETIC. Doctor Example: hello.\nTestperson Nobody: hello."}}}
            """),
        (EventTypes.AudioTranscriptionFailed, "test-transcription-failed", """
            {"type":"audio_transcription.failed","data":{"transcriptionId":"SUBJECT","status":"failed","error":"unsupported format"}}
            """),
        (EventTypes.NoteGenerationSucceeded, "test-note-done", """
            {"type":"note_generation.succeeded","data":{"id":"SUBJECT","status":"completed","payload":{"json":{"subjective":{"chiefComplaint":"SYNTHETIC"},"plan":"none"},"markdown":"## Subjective\nSYNTHETIC. Testperson Nobody invents a cough."},"timestamp":{"start":1767225600000,"complete":MOMENT}}}
            """),
        (EventTypes.NoteGenerationFailed, "test-note-failed", """
            {"type":"note_generation.failed","data":{"id":"SUBJECT","status":"failed","timestamp":{"start":1767225600000,"complete":MOMENT}}}
            """),
        (EventTypes.CodingSucceeded, "test-coding-done", """
            {"type":"coding.succeeded","data":{"id":"SUBJECT","status":"completed","created_at":"2026-01-01T00:00:00Z","updated_at":"2026-01-01T00:00:05Z","result":{"diagnoses":[{"id":"test-diagnosis","code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"R05.9","display":"Cough, unspecified"}],"text":"SYNTHETIC cough"},"text_span":{"start_char":0,"end_char":15,"text":"SYNTHETIC cough"}}],"procedures":[{"id":"test-procedure","code":{"coding":[{"system":"http://www.ama-assn.org/go/cpt","code":"99213","display":"Office visit"}],"text":"SYNTHETIC visit"},"text_span":{"start_char":16,"end_char":31,"text":"SYNTHETIC visit"}}]}}}
            """),
        (EventTypes.CodingFailed, "test-coding-failed", """
            {"type":"coding.failed","data":{"id":"SUBJECT","status":"failed","error":"not enough clinical content"}}
            """),
    ];
}
