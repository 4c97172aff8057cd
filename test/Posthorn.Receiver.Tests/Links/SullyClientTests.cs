using Posthorn.Protocol.Notifications;
using Posthorn.Receiver.Links;

namespace Posthorn.Receiver.Tests.Links;

public sealed class SullyClientTests : IAsyncLifetime
{
    private PlayedVendor _vendor = null!;
    private SullyClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _vendor = await PlayedVendor.StartAsync();
        _client = _vendor.Sully();
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return _vendor.DisposeAsync();
    }

    [Fact]
    public async Task A_note_that_is_done_is_what_its_notification_would_have_been()
    {
        _vendor.Lay("/v1/notes/n_1", """
            {"status":"ok","data":{"id":"n_1","payload":{"markdown":"## S","json":{"a":1}},"status":"STATUS_DONE","timestamp":{"start":1,"complete":1706123459123}},"date":"d"}
            """);

        var work = await _client.NoteAsync("n_1");

        (work.State, work.Status).ShouldBe((SullyState.Succeeded, "STATUS_DONE"));
        var note = work.Outcome.ShouldBeOfType<NoteGenerationSucceeded>();
        (note.Id, note.Markdown, note.CompletedAt!.Value.ToUnixTimeMilliseconds(), note.DedupeKey)
            .ShouldBe(("n_1", "## S", 1706123459123, "note_generation.succeeded:n_1"));
        note.Json!.Value.GetProperty("a").GetInt32().ShouldBe(1);

        var request = await _vendor.NextAsync();
        (request.Headers["X-API-KEY"].ToString(), request.Headers["X-ACCOUNT-ID"].ToString()).ShouldBe(("canary-of-a-key", "account-1"));
    }

    [Theory]
    [InlineData("STATUS_PROCESSING", SullyState.Running)]
    [InlineData("STATUS_ERROR", SullyState.Failed)]
    [InlineData("something new", SullyState.Unknown)]
    public async Task A_note_that_is_not_done_says_how_it_is(string status, SullyState state)
    {
        _vendor.Lay("/v1/notes/n_1", $$$"""{"status":"ok","data":{"id":"n_1","status":"{{{status}}}"}}""");

        var work = await _client.NoteAsync("n_1");

        work.State.ShouldBe(state);
        (work.Outcome is NoteGenerationFailed).ShouldBe(state == SullyState.Failed);
        (work.Outcome is null).ShouldBe(state != SullyState.Failed);
    }

    [Fact]
    public async Task A_transcription_of_the_first_version_is_done_when_its_text_is_there()
    {
        _vendor.Lay("/v1/audio/transcriptions/t_1", """{"status":"ok","data":{"id":"t_1"}}""");
        (await _client.TranscriptionAsync("t_1")).Outcome.ShouldBeNull();

        _vendor.Lay("/v1/audio/transcriptions/t_1", """{"status":"ok","data":{"id":"t_1","payload":{"transcription":"Hello."}}}""");

        (await _client.TranscriptionAsync("t_1")).Outcome.ShouldBeOfType<AudioTranscriptionSucceeded>().Transcription.ShouldBe("Hello.");
    }

    [Fact]
    public async Task A_transcription_of_the_second_version_is_that_of_its_channels()
    {
        _vendor.Lay("/v2/audio/transcriptions/t_1", """{"data":{"id":"t_1","status":"completed","result":{"channels":[{"transcript":"A"},{"transcript":"B"}]}}}""");
        _vendor.Lay("/v2/audio/transcriptions/t_2", """{"data":{"id":"t_2","status":"failed","result":{"error":"noise"}}}""");
        using var client = _vendor.Sully(static options => options.TranscriptionVersion = 2);

        (await client.TranscriptionAsync("t_1")).Outcome.ShouldBeOfType<AudioTranscriptionSucceeded>().Transcription.ShouldBe("A\nB");
        (await client.TranscriptionAsync("t_2")).Outcome.ShouldBeOfType<AudioTranscriptionFailed>().Error.ShouldBe("noise");
    }

    [Theory]
    [InlineData("complete")]
    [InlineData("completed")]
    public async Task A_coding_is_done_under_either_spelling(string status)
    {
        _vendor.Lay("/v1/codings/c_1", $$$$"""
            {"data":{"id":"c_1","status":"{{{{status}}}}","created_at":"2026-01-01T00:00:00Z","updated_at":"2026-01-01T00:00:05Z",
            "result":{"diagnoses":[{"id":"d1","code":{"coding":[{"system":"s","code":93000,"display":"x"}],"text":"Cough"}}],"procedures":[]}}}
            """);

        var coding = (await _client.CodingAsync("c_1")).Outcome.ShouldBeOfType<CodingSucceeded>();

        coding.Diagnoses.ShouldHaveSingleItem().Codings.ShouldHaveSingleItem().Code.ShouldBe("93000");
        coding.UpdatedAt.ShouldBe(new DateTimeOffset(2026, 1, 1, 0, 0, 5, TimeSpan.Zero));
    }

    [Fact]
    public async Task SU_R7_The_key_goes_to_no_other_origin()
    {
        (await Should.ThrowAsync<VendorCallException>(() => _client.FollowAsync(new Link("http://127.0.0.1:1/v1/notes/n_1")))).Code.ShouldBe("foreign_origin");

        _vendor.Lay("/v1/anything", """{"a":1}""");
        (await _client.FollowAsync(new Link("/v1/anything"))).Json.GetProperty("a").GetInt32().ShouldBe(1);
    }
}
