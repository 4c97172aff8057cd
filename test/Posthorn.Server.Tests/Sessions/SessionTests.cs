using System.Text.RegularExpressions;
using Posthorn.Api;
using Posthorn.Api.Json;
using Posthorn.Api.Partners;
using Posthorn.Api.Sessions;
using Posthorn.Server.Tests.Running;

namespace Posthorn.Server.Tests.Sessions;

public sealed partial class SessionTests(RunningServer server)
{
    private static readonly SessionDocuments Note = new()
    {
        Content = RawJson.Parse("""{"summary":[{"title":"Plan","loinc_code":"18776-5","content":"Rest."}]}"""),
        Transcript = RawJson.Parse("""{"final_transcript":[]}"""),
        StructuredData = RawJson.Parse("""{"structured_data":{"diagnoses":{"values":[]}}}"""),
    };

    [Fact]
    public async Task A_session_is_made_moved_on_and_its_end_is_told_with_links_to_what_is_there()
    {
        var partner = await server.NewPartnerAsync();
        var info = RawJson.Parse("""{"priority":"high"}""");
        var made = await server.Operator.PutSessionAsync(
            partner.Id, "ses_1", new() { Kind = SessionKind.Ambient, EncounterId = "visit-42", AdditionalInfo = info, Client = SessionClient.Web }, CancellationToken.None);
        made.State.ShouldBe(SessionState.Created);
        (await TurnAsync(partner, "ses_1", new() { To = SessionState.Ready })).Event.ShouldBeNull();
        (await TurnAsync(partner, "ses_1", new() { To = SessionState.Running })).Event.ShouldBeNull();

        var end = await TurnAsync(partner, "ses_1", new() { To = SessionState.Completed, Documents = Note });

        end.Event.ShouldNotBeNull().Id.ShouldBe(end.Session.EventId);
        var told = await server.Operator.GetEventAsync(end.Event.Id, CancellationToken.None);
        told.Type.ShouldBe("session.completed");
        told.Subject.ShouldBe("ses_1");
        Text(told.Data).ShouldBe(
            """{"session_id":"ses_1","encounter_id":"visit-42","kind":"ambient","sessions":["ses_1"],"additional_info":{"priority":"high"},"links":{"""
            + Link("contents", "/api/v1/ambient/session/ses_1/content", "content") + "," + Link("encounter_content", "/api/v1/ambient/encounter/visit-42/content", "encounter_content") + ","
            + Link("structured_data", "/api/v1/ambient/session/ses_1/structured-data", "structured_data") + ","
            + Link("encounter_structured_data", "/api/v1/ambient/encounter/visit-42/structured-data", "encounter_structured_data") + ","
            + Link("status", "/api/v1/ambient/session/ses_1/status", "status") + "," + Link("transcripts", "/api/v1/ambient/session/ses_1/transcript", "transcript") + "}}");
        (await server.Operator.GetSessionAsync(partner.Id, "ses_1", CancellationToken.None)).State.ShouldBe(SessionState.Completed);
    }

    [Fact]
    public async Task The_same_again_is_no_second_event_and_another_end_is_refused()
    {
        var partner = await server.NewPartnerAsync();
        await RunAsync(partner, "ses_1", SessionKind.Ambient);
        var end = new TurnSession { To = SessionState.Completed, Documents = Note };
        var first = await TurnAsync(partner, "ses_1", end);

        var again = await TurnAsync(partner, "ses_1", end);

        again.Repeated.ShouldBeTrue();
        again.Session.EventId.ShouldBe(first.Event!.Id);
        again.Session.ChangedAt.ShouldBe(first.Session.ChangedAt);
        (await RefusedAsync(partner, "ses_1", new() { To = SessionState.Completed })).ShouldBe("transition_illegal");
        (await RefusedAsync(partner, "ses_1", new() { To = SessionState.Cancelled })).ShouldBe("transition_illegal");
        (await RefusedAsync(partner, "ses_1", new() { To = SessionState.Running })).ShouldBe("transition_illegal");
        (await EventsAsync(partner)).ShouldBe(["session.completed"]);
    }

    [Fact]
    public async Task Who_may_not_move_there_is_told_where_to()
    {
        var partner = await server.NewPartnerAsync();
        _ = await server.Operator.PutSessionAsync(partner.Id, "ses_1", new() { Kind = SessionKind.Ambient }, CancellationToken.None);

        var early = await Should.ThrowAsync<PosthornApiException>(() => TurnAsync(partner, "ses_1", new() { To = SessionState.Completed }));
        _ = await TurnAsync(partner, "ses_1", new() { To = SessionState.Cancelled });
        var late = await Should.ThrowAsync<PosthornApiException>(() => TurnAsync(partner, "ses_1", new() { To = SessionState.Completed }));

        early.Problem.Detail.ShouldBe("The session is created. From there it can become ready, running, failed, timed_out, cancelled, skipped.");
        late.Problem.Detail.ShouldBe("The session has ended: it is cancelled. Only with \"reopen\" does it go on, as running.");
    }

    [Fact]
    public async Task Of_ends_that_race_one_wins_and_the_others_are_told_so()
    {
        var partner = await server.NewPartnerAsync();
        await RunAsync(partner, "ses_1", SessionKind.Ambient);

        var told = await Task.WhenAll(Enumerable.Range(0, 40).Select(async i =>
        {
            try
            {
                var turn = i % 2 == 0 ? new TurnSession { To = SessionState.Completed } : new TurnSession { To = SessionState.Failed, ErrorCode = "E" };
                return (await TurnAsync(partner, "ses_1", turn)).Repeated ? "repeated" : "done";
            }
            catch (PosthornApiException refused)
            {
                return refused.Problem.Code;
            }
        }));

        told.Count(static one => one == "done").ShouldBe(1);
        told.Count(static one => one == "repeated").ShouldBe(19);
        told.Count(static one => one == "transition_illegal").ShouldBe(20);
        (await EventsAsync(partner)).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(SessionKind.Ambient, SessionState.Failed, "session.failed", """{"session_id":"s","encounter_id":"s","kind":"ambient","error_code":"E","error_detail":"why"}""")]
    [InlineData(SessionKind.Ambient, SessionState.TimedOut, "session.timed_out", """{"session_id":"s","encounter_id":"s","kind":"ambient"}""")]
    [InlineData(SessionKind.FormFilling, SessionState.Cancelled, "session.cancelled", """{"session_id":"s","encounter_id":"s","kind":"form_filling"}""")]
    [InlineData(SessionKind.Transcription, SessionState.Failed, "audio_transcription.failed", """{"transcriptionId":"s","status":"failed","error":"why"}""")]
    [InlineData(SessionKind.Transcription, SessionState.TimedOut, "audio_transcription.failed", """{"transcriptionId":"s","status":"failed","error":"timed out"}""")]
    [InlineData(SessionKind.Coding, SessionState.Failed, "coding.failed", """{"id":"s","status":"failed","error":"why"}""")]
    public async Task Every_end_is_told_in_its_vendors_words(SessionKind kind, SessionState end, string type, string data)
    {
        var partner = await server.NewPartnerAsync();
        await RunAsync(partner, "s", kind);
        var failed = end == SessionState.Failed;

        var done = await TurnAsync(partner, "s", new() { To = end, ErrorCode = failed ? "E" : null, ErrorDetail = failed ? "why" : null });

        var told = await server.Operator.GetEventAsync(done.Event!.Id, CancellationToken.None);
        told.Type.ShouldBe(type);
        Text(told.Data).ShouldBe(data);
    }

    [Theory]
    [InlineData(SessionKind.Transcription, "audio_transcription.succeeded", """{"transcription":"Doctor: hello."}""", """{"transcriptionId":"s","status":"completed","payload":{"transcription":"Doctor: hello."}}""")]
    [InlineData(SessionKind.Note, "note_generation.succeeded", """{"markdown":"# A"}""", """{"id":"s","status":"completed","timestamp":{"start":0,"complete":0},"payload":{"markdown":"# A"}}""")]
    [InlineData(SessionKind.Coding, "coding.succeeded", """{"diagnoses":[],"procedures":[]}""", """{"id":"s","status":"completed","created_at":"","updated_at":"","result":{"diagnoses":[],"procedures":[]}}""")]
    public async Task A_result_is_told_whole_and_every_profile_that_can_express_it_takes_it(SessionKind kind, string type, string result, string data)
    {
        var partner = await server.NewPartnerAsync();
        _ = await server.Operator.CreateEndpointAsync(partner.Id, new() { Url = "http://127.0.0.1:9/hook", Profile = "sully" }, CancellationToken.None);
        await RunAsync(partner, "s", kind);

        var done = await TurnAsync(partner, "s", new() { To = SessionState.Completed, Documents = new() { Result = RawJson.Parse(result) } });

        done.Event!.Deliveries.ShouldHaveSingleItem();
        var told = await server.Operator.GetEventAsync(done.Event.Id, CancellationToken.None);
        told.Type.ShouldBe(type);
        Times().Replace(Text(told.Data), static time => time.Value.EndsWith('"') ? "\"\"" : "0").ShouldBe(data);
    }

    [Fact]
    public async Task A_reopened_session_ends_a_second_time_with_a_second_event()
    {
        var partner = await server.NewPartnerAsync();
        await RunAsync(partner, "ses_1", SessionKind.Ambient);
        _ = await TurnAsync(partner, "ses_1", new() { To = SessionState.Completed, Documents = Note });

        (await TurnAsync(partner, "ses_1", new() { To = SessionState.Running, Reopen = true })).Session.EventId.ShouldBeNull();
        var second = await TurnAsync(partner, "ses_1", new() { To = SessionState.Completed, Documents = Note });

        second.Repeated.ShouldBeFalse();
        (await EventsAsync(partner)).ShouldBe(["session.completed", "session.completed"]);
    }

    [Fact]
    public async Task What_ended_too_short_is_told_to_nobody()
    {
        var partner = await server.NewPartnerAsync();
        await RunAsync(partner, "ses_1", SessionKind.Ambient);

        (await TurnAsync(partner, "ses_1", new() { To = SessionState.Skipped })).Event.ShouldBeNull();

        (await EventsAsync(partner)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_session_again_is_no_change_and_another_under_its_name_is_refused()
    {
        var partner = await server.NewPartnerAsync();
        await RunAsync(partner, "ses_1", SessionKind.Ambient);

        (await server.Operator.PutSessionAsync(partner.Id, "ses_1", new() { Kind = SessionKind.Ambient }, CancellationToken.None)).State.ShouldBe(SessionState.Running);
        foreach (var other in new PutSession[] { new() { Kind = SessionKind.Note }, new() { Kind = SessionKind.Ambient, EncounterId = "visit-42" } })
        {
            var refused = await Should.ThrowAsync<PosthornApiException>(() => server.Operator.PutSessionAsync(partner.Id, "ses_1", other, CancellationToken.None));
            refused.Problem.Code.ShouldBe("session_exists");
        }
    }

    [Theory]
    [InlineData("/a%20b", """{"kind":"ambient"}""", "422 session_id_invalid")]
    [InlineData("/a", """{"kind":"stage"}""", "400 invalid_value /kind")]
    [InlineData("/a", """{}""", "400 required /kind")]
    [InlineData("/a", """{"kind":"note","encounter_id":""}""", "400 invalid_value /encounter_id")]
    [InlineData("/a", """{"kind":"note","time_limit_seconds":0}""", "400 invalid_value /time_limit_seconds")]
    [InlineData("/a", """{"kind":"note","additional_info":[]}""", "400 invalid_value /additional_info")]
    [InlineData("/a", """{"kind":"note","documents":{"result":7}}""", "400 invalid_value /documents/result")]
    [InlineData("/a/transitions", """{"to":"failed"}""", "400 required /error_code")]
    [InlineData("/a/transitions", """{"to":"completed","error_code":"E"}""", "400 invalid_value /error_code")]
    [InlineData("/a/transitions", """{"to":"over"}""", "400 invalid_value /to")]
    [InlineData("/a/transitions", """{"to":"running"}""", "404 not_found")]
    [InlineData("/a/documents", """{"content":"text"}""", "400 invalid_value /content")]
    public async Task Bad_input_is_told_by_its_place_and_changes_nothing(string path, string body, string refusal)
    {
        var partner = await server.NewPartnerAsync();
        using var http = server.Http(RunningServer.OperatorKey);
        using var request = new HttpRequestMessage(path.EndsWith("transitions", StringComparison.Ordinal) ? HttpMethod.Post : HttpMethod.Put, new Uri($"v1/partners/{partner.Id}/sessions{path}", UriKind.Relative));
        request.Content = Call.Json(body);

        using var answer = await http.SendAsync(request);

        (await answer.RefusalAsync()).ShouldBe(refusal);
        (await EventsAsync(partner)).ShouldBeEmpty();
    }

    private async Task RunAsync(PartnerInfo partner, string id, SessionKind kind)
    {
        _ = await server.Operator.PutSessionAsync(partner.Id, id, new() { Kind = kind }, CancellationToken.None);
        _ = await TurnAsync(partner, id, new() { To = SessionState.Running });
    }

    private Task<SessionReceipt> TurnAsync(PartnerInfo partner, string id, TurnSession turn) =>
        server.Operator.TurnSessionAsync(partner.Id, id, turn, CancellationToken.None);

    private async Task<string> RefusedAsync(PartnerInfo partner, string id, TurnSession turn) =>
        (await Should.ThrowAsync<PosthornApiException>(() => TurnAsync(partner, id, turn))).Problem.Code;

    private async Task<IReadOnlyList<string>> EventsAsync(PartnerInfo partner) =>
        [.. (await server.Operator.GetFeedAsync(partner.Id, null, null, CancellationToken.None)).Events.Select(static one => one.Type)];

    private static string Text(RawJson json) => System.Text.Encoding.UTF8.GetString(json.Utf8.Span);

    private static string Link(string key, string href, string name) => $$"""
        "{{key}}":[{"href":"{{href}}","method":"GET","name":"{{name}}","type":"application/json"}]
        """;

    /// <summary>Moments in either form, which no test can know.</summary>
    [GeneratedRegex("\"20[0-9]{2}-[^\"]*\"|(?<=(start|complete)\":)[0-9]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Times();
}
