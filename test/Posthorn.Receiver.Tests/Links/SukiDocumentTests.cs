using Posthorn.Protocol.Notifications;
using Posthorn.Receiver.Links;

namespace Posthorn.Receiver.Tests.Links;

public sealed class SukiDocumentTests : IAsyncLifetime
{
    private PlayedVendor _vendor = null!;
    private SukiClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _vendor = await PlayedVendor.StartAsync();
        _client = _vendor.Suki();
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return _vendor.DisposeAsync();
    }

    [Theory]
    [InlineData("/api/v1/ambient/session/s_1/content")]
    [InlineData("/api/v1/ambient/session/s_1/content?cumulative=true")]
    [InlineData("/api/v1/ambient/encounter/s_1/content")]
    public async Task A_note_is_read_section_by_section(string path)
    {
        _vendor.Lay(path, """{"summary":[{"title":"Plan","loinc_code":"18776-5","content":"Rest.","source_transcripts":["t1"],"x":1}],"structured_data":[]}""");

        var note = path.Contains("encounter", StringComparison.Ordinal) ? await _client.EncounterContentsAsync("s_1")
            : await _client.ContentsAsync("s_1", path.EndsWith("true", StringComparison.Ordinal));

        note.Sections.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            section => section.Title.ShouldBe("Plan"), section => section.LoincCode.ShouldBe("18776-5"), section => section.Content.ShouldBe("Rest."),
            section => section.SourceTranscripts.Count.ShouldBe(1), section => section.ToString().ShouldBe("SukiSection"));
        note.ToString().ShouldBe("SukiContents");
    }

    [Theory]
    [InlineData("/api/v1/ambient/session/s_1/structured-data")]
    [InlineData("/api/v1/ambient/encounter/s_1/structured-data")]
    public async Task Structured_data_is_read_with_its_diagnoses(string path)
    {
        _vendor.Lay(path, """
            {"structured_data":{"diagnoses":{"values":[{"codes":[{"code":"R05","description":"Cough","type":"ICD10"}],"diagnosis_note":"dry",
            "laterality_indicator":1,"post_coord_lex_flag":0}]},"orders":{"medication_orders":{}}}}
            """);

        var data = path.Contains("encounter", StringComparison.Ordinal) ? await _client.EncounterStructuredDataAsync("s_1") : await _client.StructuredDataAsync("s_1");

        var diagnosis = data.Diagnoses.ShouldHaveSingleItem();
        diagnosis.Codes.ShouldHaveSingleItem().ShouldBe(new() { Code = "R05", Description = "Cough", Type = "ICD10" });
        (diagnosis.Note, diagnosis.LateralityIndicator, diagnosis.PostCoordLexFlag).ShouldBe(("dry", 1, 0));
        data.Orders.ShouldNotBeNull();
    }

    [Fact]
    public async Task Transcripts_are_read_with_their_times()
    {
        _vendor.Lay("/api/v1/ambient/session/s_1/transcript", """
            {"final_transcript":[{"transcript_id":"t","recording_id":"r","transcript":"Hello.","lang_id":"en","start_time":"2026-01-01T00:00:00.123456789Z",
            "start_offset":{"hours":0,"minutes":1,"seconds":2,"nanos":500000000},"end_offset":{"hours":1e300}}]}
            """);

        (await _client.TranscriptsAsync("s_1")).Pieces.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            piece => piece.Text.ShouldBe("Hello."), piece => piece.StartOffset.ShouldBe(TimeSpan.FromSeconds(62.5)), piece => piece.EndOffset.ShouldNotBe(TimeSpan.Zero - TimeSpan.FromSeconds(1)),
            piece => piece.StartTime!.Value.Year.ShouldBe(2026), piece => piece.EndTime.ShouldBeNull());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("""{"summary":7,"structured_data":"x","final_transcript":{"a":[]},"status":{}}""")]
    public async Task An_answer_of_another_shape_is_an_empty_result_and_is_there_as_json(string body)
    {
        foreach (var path in (string[])["content", "structured-data", "transcript", "status"])
        {
            _vendor.Lay("/api/v1/ambient/session/s_1/" + path, body);
        }

        (await _client.ContentsAsync("s_1")).Sections.ShouldAllBe(static one => one.Title == null);
        (await _client.StructuredDataAsync("s_1")).Diagnoses.ShouldBeEmpty();
        (await _client.TranscriptsAsync("s_1")).Pieces.ShouldAllBe(static one => one.Text == null);
        (await _client.StatusAsync("s_1")).State.ShouldBe(SukiState.Unknown);
        (await _client.FollowAsync(new Link("/api/v1/ambient/session/s_1/content"))).Json.GetRawText().ShouldBe(body);
    }
}
