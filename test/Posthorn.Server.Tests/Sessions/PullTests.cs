using System.Net;
using Posthorn.Api.Json;
using Posthorn.Api.Partners;
using Posthorn.Api.Sessions;
using Posthorn.Server.Tests.Running;

namespace Posthorn.Server.Tests.Sessions;

public sealed class PullTests(RunningServer server)
{
    private PartnerInfo _partner = null!;
    private string _key = null!;

    [Theory]
    [InlineData(SessionState.Created, "created")]
    [InlineData(SessionState.Ready, "ready")]
    [InlineData(SessionState.Running, "running")]
    [InlineData(SessionState.Failed, "failed")]
    [InlineData(SessionState.Cancelled, "aborted")]
    [InlineData(SessionState.TimedOut, "aborted")]
    [InlineData(SessionState.Skipped, "skipped")]
    public async Task A_partner_asks_how_a_session_stands_with_its_key_where_the_vendors_clients_put_theirs(SessionState state, string word)
    {
        await BeginAsync();
        await MakeAsync("ses_1", SessionKind.Ambient);
        if (state != SessionState.Created)
        {
            _ = await TurnAsync("ses_1", new() { To = state, ErrorCode = state == SessionState.Failed ? "E" : null });
        }

        (await GetAsync("/api/v1/ambient/session/ses_1/status", "sdp_suki_token")).ShouldBe($$"""200 {"status":"{{word}}"}""");
        (await GetAsync("/api/v1/ambient/session/ses_1/content", "sdp_suki_token")).ShouldBe("""404 {"code":404,"message":"not found"}""");
    }

    [Fact]
    public async Task Results_of_sessions_and_encounters_are_what_was_attached_or_put_together()
    {
        await BeginAsync();
        await CompleteAsync("ses_1", "A", """{"structured_data":{"diagnoses":{"values":[{"diagnosis_note":"one"}]}}}""");
        await CompleteAsync("ses_2", "B", """{"structured_data":{"diagnoses":{"values":[{"diagnosis_note":"two"}]},"orders":{"medication_orders":{"partial_values":[{"drug_name":"d"}]}}}}""");

        (await GetAsync("/api/v1/ambient/session/ses_2/content")).ShouldBe("""200 {"summary":[{"title":"B"}]}""");
        (await GetAsync("/api/v1/ambient/session/ses_2/content?cumulative=true")).ShouldBe("""200 {"summary":[{"title":"A"},{"title":"B"}]}""");
        (await GetAsync("/api/v1/ambient/session/ses_1/content?cumulative=true")).ShouldBe("""200 {"summary":[{"title":"A"}]}""");
        (await GetAsync("/api/v1/ambient/session/ses_1/transcript")).ShouldBe("""200 {"final_transcript":[]}""");
        (await GetAsync("/api/v1/ambient/encounter/visit-42/content")).ShouldBe("""200 {"summary":[{"title":"A"},{"title":"B"}]}""");
        (await GetAsync("/api/v1/ambient/encounter/visit-42/structured-data")).ShouldBe(
            """200 {"structured_data":{"diagnoses":{"values":[{"diagnosis_note":"one"},{"diagnosis_note":"two"}]},"orders":{"medication_orders":{"partial_values":[{"drug_name":"d"}]}}}}""");

        _ = await server.Operator.TurnSessionAsync(_partner.Id, "ses_2", new() { To = SessionState.Running, Reopen = true, EncounterDocuments = new() { Content = RawJson.Parse("""{"summary":"whole"}""") } }, CancellationToken.None);
        (await GetAsync("/api/v1/ambient/encounter/visit-42/content")).ShouldBe("""200 {"summary":"whole"}""");
        (await GetAsync("/api/v1/ambient/encounter/visit-43/content")).ShouldStartWith("404");
    }

    [Fact]
    public async Task A_link_of_a_notification_works_when_it_is_followed()
    {
        await BeginAsync();
        await CompleteAsync("ses:1~x", "A", """{"structured_data":{}}""");
        var told = (await server.Operator.GetFeedAsync(_partner.Id, null, null, CancellationToken.None)).Events.ShouldHaveSingleItem();
        using var data = System.Text.Json.JsonDocument.Parse(told.Data.Utf8);

        var links = data.RootElement.GetProperty("links").EnumerateObject().ToList();

        links.Count.ShouldBe(6);
        foreach (var link in links)
        {
            (await GetAsync(link.Value[0].GetProperty("href").GetString()!)).ShouldStartWith("200 {", Case.Sensitive, link.Name);
        }
    }

    [Fact]
    public async Task Sullys_gets_tell_what_is_there_in_each_versions_words()
    {
        await BeginAsync();
        await EndAsync("note_1", SessionKind.Note, """{"markdown":"# A"}""");
        await EndAsync("tr_1", SessionKind.Transcription, """{"transcription":"Doctor: hello."}""");
        await EndAsync("cod_1", SessionKind.Coding, """{"diagnoses":[],"procedures":[]}""");
        await MakeAsync("note_2", SessionKind.Note);

        (await GetAsync("/v1/notes/note_1", "X-API-KEY")).ShouldMatch("""^200 \{"status":"ok","data":\{"id":"note_1","payload":\{"markdown":"# A"\},"status":"STATUS_DONE","timestamp":\{"start":\d+,"complete":\d+\}\},"date":"[^"]+"\}$""");
        (await GetAsync("/v1/notes/note_2", "X-API-KEY")).ShouldMatch("""^200 \{"status":"ok","data":\{"id":"note_2","status":"STATUS_PROCESSING","timestamp":\{"start":\d+\}\},"date":"[^"]+"\}$""");
        (await GetAsync("/v1/audio/transcriptions/tr_1", "X-API-KEY")).ShouldMatch("""^200 \{"status":"ok","data":\{"id":"tr_1","status":"completed","payload":\{"transcription":"Doctor: hello\."\},"timestamp":""");
        (await GetAsync("/v2/audio/transcriptions/tr_1", "X-API-KEY")).ShouldMatch("""^200 \{"data":\{"id":"tr_1","status":"completed","created_at":"[^"]+","updated_at":"[^"]+","result":\{"channels":\[\{"transcript":"Doctor: hello\."\}\]\}\}\}$""");
        (await GetAsync("/v1/codings/cod_1", "X-API-KEY")).ShouldMatch("""^200 \{"data":\{"id":"cod_1","status":"completed",.*"processing_time_ms":\d+,"result":\{"diagnoses":\[\],"procedures":\[\]\}\}\}$""");
        (await GetAsync("/v1/codings/note_1", "X-API-KEY")).ShouldBe("""404 {"error":404,"message":"not found"}""");
    }

    [Fact]
    public async Task What_is_anothers_does_not_exist_and_without_a_key_nothing_does()
    {
        await BeginAsync();
        await CompleteAsync("ses_1", "A", "{}");
        var (partner, key) = (_partner, _key);
        await BeginAsync();

        (await GetAsync("/api/v1/ambient/session/ses_1/status")).ShouldBe("""404 {"code":404,"message":"not found"}""");
        (await GetAsync("/api/v1/ambient/session/none/status")).ShouldBe("""404 {"code":404,"message":"not found"}""");
        (await GetAsync("/api/v1/ambient/encounter/visit-42/content")).ShouldStartWith("404");
        (_partner, _key) = (partner, "phk_nothing");
        (await GetAsync("/api/v1/ambient/session/ses_1/status", "sdp_suki_token")).ShouldBe("""401 {"code":401,"message":"invalid token"}""");
        _key = RunningServer.OperatorKey;
        (await GetAsync("/api/v1/ambient/session/ses_1/status", "sdp_suki_token")).ShouldBe("""403 {"code":403,"message":"forbidden"}""");
        _key = key;
        (await GetAsync("/v1/notes/note_1", "X-API-KEY", account: "ptn_other")).ShouldBe("""403 {"error":403,"message":"forbidden"}""");
        (await GetAsync("/v1/notes/note_1", "X-API-KEY", account: partner.Id)).ShouldStartWith("404");
    }

    private async Task BeginAsync()
    {
        _partner = await server.NewPartnerAsync();
        _key = await server.NewKeyAsync(_partner, KeyScope.Partner);
    }

    private async Task MakeAsync(string id, SessionKind kind) =>
        await server.Operator.PutSessionAsync(_partner.Id, id, new() { Kind = kind, EncounterId = "visit-42" }, CancellationToken.None);

    private Task<SessionReceipt> TurnAsync(string id, TurnSession turn) => server.Operator.TurnSessionAsync(_partner.Id, id, turn, CancellationToken.None);

    private async Task CompleteAsync(string id, string title, string structured)
    {
        await MakeAsync(id, SessionKind.Ambient);
        _ = await TurnAsync(id, new() { To = SessionState.Running });
        _ = await TurnAsync(id, new()
        {
            To = SessionState.Completed,
            Documents = new()
            {
                Content = RawJson.Parse($$"""{"summary":[{"title":"{{title}}"}]}"""),
                Transcript = RawJson.Parse("""{"final_transcript":[]}"""),
                StructuredData = RawJson.Parse(structured),
            },
        });
    }

    private async Task EndAsync(string id, SessionKind kind, string result)
    {
        await MakeAsync(id, kind);
        _ = await TurnAsync(id, new() { To = SessionState.Running });
        _ = await TurnAsync(id, new() { To = SessionState.Completed, Documents = new() { Result = RawJson.Parse(result) } });
    }

    private async Task<string> GetAsync(string path, string header = "Authorization", string? account = null)
    {
        using var http = server.Http(null);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        request.Headers.TryAddWithoutValidation(header, header == "Authorization" ? $"Bearer {_key}" : _key).ShouldBeTrue();
        if (account is not null)
        {
            request.Headers.Add("X-ACCOUNT-ID", account);
        }

        using var answer = await http.SendAsync(request);
        if (answer.StatusCode != HttpStatusCode.OK)
        {
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        }

        return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
    }
}
