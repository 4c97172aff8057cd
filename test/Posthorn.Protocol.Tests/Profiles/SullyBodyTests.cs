using Posthorn.Protocol.Profiles;

namespace Posthorn.Protocol.Tests.Profiles;

public sealed class SullyBodyTests
{
    public static TheoryData<string, string, string> Refused => new()
    {
        { EventTypes.AudioTranscriptionSucceeded, "{}", "/data/transcriptionId" },
        {
            EventTypes.AudioTranscriptionSucceeded,
            """{"transcriptionId":"","status":"completed","payload":{"transcription":""}}""",
            "/data/transcriptionId"
        },
        {
            EventTypes.AudioTranscriptionSucceeded,
            """{"id":"tr_1","status":"completed","payload":{"transcription":""}}""",
            "/data/transcriptionId"
        },
        {
            EventTypes.AudioTranscriptionSucceeded,
            """{"transcriptionId":"tr_1","status":"completed","payload":{}}""",
            "/data/payload/transcription"
        },
        { EventTypes.AudioTranscriptionFailed, """{"transcriptionId":"tr_1","status":"failed"}""", "/data/error" },
        {
            EventTypes.NoteGenerationSucceeded,
            """{"id":"n","status":"completed","payload":{},"timestamp":{"start":1,"complete":2}}""",
            "/data/payload"
        },
        {
            EventTypes.NoteGenerationSucceeded,
            """{"id":"n","status":"completed","payload":{"json":"x"},"timestamp":{"start":1,"complete":2}}""",
            "/data/payload/json"
        },
        {
            EventTypes.NoteGenerationSucceeded,
            """{"id":"n","status":"completed","payload":{"markdown":"x"},"timestamp":{"start":"1","complete":2}}""",
            "/data/timestamp/start"
        },
        { EventTypes.NoteGenerationFailed, """{"id":"n","status":"failed"}""", "/data/timestamp" },
        {
            EventTypes.CodingSucceeded,
            """{"id":"c","status":"completed","created_at":"x","updated_at":"x","result":{"diagnoses":[]}}""",
            "/data/result/procedures"
        },
        {
            EventTypes.CodingSucceeded,
            """
            {"id":"c","status":"completed","created_at":"x","updated_at":"x",
             "result":{"diagnoses":[],"procedures":[{"id":"p","code":{"coding":[{"system":"cpt","code":93000}]}}]}}
            """,
            "/data/result/procedures/0/code/coding/0/code"
        },
        { EventTypes.CodingFailed, """{"id":1,"status":"failed","error":"x"}""", "/data/id" },
        { EventTypes.CodingFailed, "\"x\"", "/data" },
        { EventTypes.CodingFailed, "{]", "/data" },
        { "coding.done", "{}", "/type" },
        { EventTypes.SessionCompleted, "{}", "/type" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void SY_S3_data_that_is_not_of_its_type_is_refused_with_its_place(string eventType, string data, string pointer) =>
        Profile.Sully.Refuse(eventType, data).Pointer.ShouldBe(pointer);

    [Fact]
    public void SY_S3_data_goes_through_byte_for_byte_with_members_that_only_the_vendor_knows()
    {
        const string Data = """ { "new" : [1.50, "\u0041"], "error":"x" , "status":"STATUS_ERROR",  "id":"cod_1" } """;

        Profile.Sully.Render(EventTypes.CodingFailed, Data).ShouldBe("""{"type":"coding.failed","data":""" + Data + "}");
    }

    [Fact]
    public void SY_S3_a_failed_note_needs_no_error() =>
        Profile.Sully.Render(EventTypes.NoteGenerationFailed, Samples.Data[EventTypes.NoteGenerationFailed]).ShouldNotContain("error");

    [Theory]
    [InlineData("""{"json":{}}""")]
    [InlineData("""{"markdown":""}""")]
    public void SY_S3_a_note_is_json_or_markdown_or_both(string payload) =>
        Profile.Sully.Render(
            EventTypes.NoteGenerationSucceeded,
            $$$"""{"id":"n","status":"completed","payload":{{{payload}}},"timestamp":{"start":1,"complete":2}}""")
            .ShouldContain(payload);
}
