using System.Text;
using System.Text.Json;
using Posthorn.Protocol.Notifications;
using Posthorn.Protocol.Profiles;
using Posthorn.Protocol.Tests.Profiles;

namespace Posthorn.Protocol.Tests.Notifications;

public sealed class SullyReadingTests
{
    [Fact]
    public void SY_S3_a_transcription_is_read()
    {
        var succeeded = Profile.Sully.Read<AudioTranscriptionSucceeded>(
            """
            {"type":"audio_transcription.succeeded",
             "data":{"transcriptionId":"tr_1","status":"completed","payload":{"transcription":"Doctor: hello.\nPatient: hi."}}}
            """);
        succeeded.Id.ShouldBe("tr_1");
        succeeded.Status.ShouldBe("completed");
        succeeded.Transcription.ShouldBe("Doctor: hello.\nPatient: hi.");

        var failed = Profile.Sully.Read<AudioTranscriptionFailed>(
            """{"type":"audio_transcription.failed","data":{"transcriptionId":"tr_1","status":"failed","error":"unsupported format"}}""");
        failed.Id.ShouldBe("tr_1");
        failed.Error.ShouldBe("unsupported format");
    }

    [Fact]
    public void SY_S3_a_note_is_read_with_its_times_in_milliseconds()
    {
        var note = Profile.Sully.Read<NoteGenerationSucceeded>(
            """
            {"type":"note_generation.succeeded","data":{"id":"note_1","status":"completed",
             "payload":{"json":{"subjective":{"chiefComplaint":"cough"},"plan":"rest"},"markdown":"## Subjective\n..."},
             "timestamp":{"start":1706123456789,"complete":1706123459123}}}
            """);
        note.Json!.Value.GetProperty("plan").GetString().ShouldBe("rest");
        note.Markdown.ShouldBe("## Subjective\n...");
        note.StartedAt.ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(1706123456789));
        note.CompletedAt.ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(1706123459123));

        var failed = Profile.Sully.Read<NoteGenerationFailed>(
            """
            {"type":"note_generation.failed",
             "data":{"id":"note_1","status":"failed","timestamp":{"start":1706123456789,"complete":1706123458000}}}
            """);
        failed.Error.ShouldBeNull();
        failed.CompletedAt.ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(1706123458000));
        Profile.Sully.Read<NoteGenerationFailed>("""{"type":"note_generation.failed","data":{"id":"n","error":"x"}}""").Error.ShouldBe("x");
    }

    [Fact]
    public void SY_S3_a_coding_is_read_with_its_times_in_iso_8601()
    {
        var coding = Profile.Sully.Read<CodingSucceeded>(
            """
            {"type":"coding.succeeded","data":{"id":"cod_1","status":"completed",
             "created_at":"2026-01-01T00:00:00Z","updated_at":"2026-01-01T00:00:05Z","result":{
             "diagnoses":[{"id":"d1","code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10-cm","code":"R05.9","display":"Cough"}],
                           "text":"Cough"},"text_span":{"start_char":0,"end_char":5,"text":"cough"}}],
             "procedures":[{"id":"p1","code":{"coding":[{"system":"http://www.ama-assn.org/go/cpt","code":93000}]}}]}}}
            """);

        coding.CreatedAt.ShouldBe(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        coding.UpdatedAt.ShouldBe(new DateTimeOffset(2026, 1, 1, 0, 0, 5, TimeSpan.Zero));
        var diagnosis = coding.Diagnoses.Single();
        diagnosis.Codings.Single().ShouldBe(new Coding { System = "http://hl7.org/fhir/sid/icd-10-cm", Code = "R05.9", Display = "Cough" });
        diagnosis.Text.ShouldBe("Cough");
        diagnosis.Span.ShouldBe(new TextSpan(0, 5) { Text = "cough" });
        coding.Procedures.Single().Codings.Single().Code.ShouldBe("93000");
        coding.Procedures.Single().Span.ShouldBeNull();
        Profile.Sully.Read<CodingFailed>("""{"type":"coding.failed","data":{"id":"cod_1","error":"x"}}""").Error.ShouldBe("x");
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("\"text\"")]
    [InlineData("true")]
    [InlineData("""{"chief_complaints":[],"assessment_and_plan":[]}""")]
    public void SY_R7_the_json_of_a_note_is_any_json(string json)
    {
        var note = Profile.Sully.Read<NoteGenerationSucceeded>(
            """{"type":"note_generation.succeeded","data":{"id":"n","payload":{"json":""" + json + "}}}");

        note.Json!.Value.GetRawText().ShouldBe(json);
        note.CompletedAt.ShouldBeNull();
    }

    [Theory]
    [InlineData("STATUS_DONE")]
    [InlineData("failed")]
    [InlineData("")]
    public void SY_R7_the_status_decides_nothing(string status) =>
        Profile.Sully.Read<CodingSucceeded>($$$"""{"type":"coding.succeeded","data":{"id":"c","status":"{{{status}}}"}}""")
            .Status.ShouldBe(status);

    [Theory]
    [InlineData("""{"type":"coding.retracted","data":{"id":"c"}}""", "coding.retracted")]
    [InlineData("""{"data":{"id":"t","mode":"generation","status":"completed","result":{}}}""", null)]
    [InlineData("""{"type":null,"data":{}}""", null)]
    [InlineData("""{"type":"coding.failed"}""", "coding.failed")]
    [InlineData("""{"type":"coding.failed","data":"x"}""", "coding.failed")]
    [InlineData("""{"type":"Coding.Failed","data":{}}""", "Coding.Failed")]
    [InlineData("[]", null)]
    [InlineData("null", null)]
    public void SY_R4_an_unknown_or_missing_type_is_read_as_unknown_and_kept_whole(string body, string? type)
    {
        var notification = Profile.Sully.Read<UnknownNotification>(body);

        notification.Type.ShouldBe(type);
        Encoding.UTF8.GetString(notification.Body.Span).ShouldBe(body);
        notification.Root.GetRawText().ShouldBe(body);
        notification.DedupeKey.ShouldStartWith("sha256:");
    }

    [Fact]
    public void The_alias_of_one_guide_is_the_same_event_with_the_same_key()
    {
        var alias = Profile.Sully.Read<NoteGenerationSucceeded>("""{"type":"note.completed","data":{"noteId":"note_1"}}""");
        var usual = Profile.Sully.Read<NoteGenerationSucceeded>("""{"type":"note_generation.succeeded","data":{"id":"note_1"}}""");

        alias.Id.ShouldBe("note_1");
        alias.DedupeKey.ShouldBe(usual.DedupeKey);
    }

    [Fact]
    public void SY_R5_the_key_of_dedupe_is_type_and_resource()
    {
        Profile.Sully.Read<CodingFailed>("""{"type":"coding.failed","data":{"id":"cod_1"}}""").DedupeKey.ShouldBe("coding.failed:cod_1");
        Profile.Sully.Read<AudioTranscriptionSucceeded>("""{"type":"audio_transcription.succeeded","data":{"transcriptionId":"tr_1"}}""")
            .DedupeKey.ShouldBe("audio_transcription.succeeded:tr_1");
        Profile.Sully.Read<CodingFailed>("""{"type":"coding.failed","data":{}}""").DedupeKey.ShouldStartWith("sha256:");
    }

    [Fact]
    public void What_is_rendered_is_read_and_written_again_as_the_same_data()
    {
        foreach (var type in EventTypes.OfSully)
        {
            var body = Profile.Sully.Render(type, Samples.Data[type]);
            Notification.TryRead(Profile.Sully, Encoding.UTF8.GetBytes(body), out var notification, out _).ShouldBeTrue();
            notification.EventType.ShouldBe(type);

            var again = Encoding.UTF8.GetString(notification.ToDataJson());

            JsonElement.DeepEquals(JsonElement.Parse(again), JsonElement.Parse(Samples.Data[type])).ShouldBeTrue(again);
            Profile.Sully.Render(type, again);
        }
    }
}
