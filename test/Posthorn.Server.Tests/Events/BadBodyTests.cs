using System.Net;
using System.Text;
using Posthorn.Server.Tests.Running;

namespace Posthorn.Server.Tests.Events;

public sealed class BadBodyTests(RunningServer server) : IAsyncLifetime
{
    private string _path = string.Empty;
    private HttpClient _http = null!;

    public static TheoryData<string, string> Unsound { get; } = new()
    {
        { "", "400 invalid_json" },
        { " ", "400 invalid_json" },
        { "{", "400 invalid_json" },
        { "nonsense", "400 invalid_json" },
        { "\uFEFF{\"type\":\"a\",\"data\":{}}", "400 invalid_json" },
        { """{"type":"a","data":{},}""", "400 invalid_json" },
        { """{"type":"a","data":{"n":NaN}}""", "400 invalid_json" },
        { """{"type":"a","data":{}}{"type":"a","data":{}}""", "400 invalid_json" },
        { """{"type":"a","data":{}} // done""", "400 invalid_json" },
        { "{'type':'a','data':{}}", "400 invalid_json" },
    };

    public static TheoryData<string, string> Misshapen { get; } = new()
    {
        { "[]", "400 invalid_value" },
        { "null", "400 invalid_value" },
        { "\"text\"", "400 invalid_value" },
        { "{}", "400 required /type" },
        { """{"type":"a"}""", "400 required /data" },
        { """{"data":{}}""", "400 required /type" },
        { """{"type":1,"data":{}}""", "400 invalid_value /type" },
        { """{"type":null,"data":{}}""", "400 invalid_value /type" },
        { """{"type":"a","data":[]}""", "400 invalid_value /data" },
        { """{"type":"a","data":"text"}""", "400 invalid_value /data" },
        { """{"type":"a","data":null}""", "400 invalid_value /data" },
        { """{"type":"a","data":{},"subject":1}""", "400 invalid_value /subject" },
        { """{"type":"a","data":{},"subject":""}""", "400 invalid_value /subject" },
        { """{"type":"a","data":{},"extra":1}""", "400 unknown_member" },
        { """{"type":"a","data":{},"Subject":"s"}""", "400 unknown_member" },
        { """{"type":"a","data":{},"partner_id":"ptn_other"}""", "400 unknown_member" },
        { """{"type":"a","data":{},"id":"evt_0"}""", "400 unknown_member" },
    };

    public static TheoryData<string> BadTypes { get; } =
    [
        "", " ", "../x", ".a", "a.", "a..b", "a b", "a-b", "a/b", "(a+)+$", "a*", "аudio.done", "ａ", "a\\u0000", "a\\n", new string('a', 129), new string('a', 300),
    ];

    public static TheoryData<string> BadTimes { get; } =
    [
        "2026-11-20", "2026-11-20T09:30:00", "2026-11-20 09:30:00Z", " 2026-11-20T09:30:00Z", "2026-11-20T09:30:00Z ", "+123", " 123 ", "123", "-1", "１２３",
        "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z", "2026-11-20T24:00:01Z", "2026-11-20T09:30:00+25:00", "1999-12-31T23:59:59Z", "9999-12-31T23:59:59Z",
        "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+01:00", "-2026-11-20T09:30:00Z", "２０２６-11-20T09:30:00Z", "now",
    ];

    public async ValueTask InitializeAsync()
    {
        _path = $"/v1/partners/{(await server.NewPartnerAsync()).Id}/events";
        _http = server.Http(RunningServer.OperatorKey);
    }

    [Theory]
    [MemberData(nameof(Unsound))]
    public async Task B_P1_what_is_not_one_document_of_strict_JSON_is_refused(string body, string refusal) =>
        (await RefusalOfAsync(body)).ShouldBe(refusal);

    [Theory]
    [InlineData("""{"type":"a","type":"b","data":{}}""")]
    [InlineData("""{"type":"a","t\u0079pe":"b","data":{}}""")]
    [InlineData("""{"type":"a","data":{"x":{"k":1,"k":2}}}""")]
    public async Task B_P2_a_member_given_twice_is_refused_at_any_depth(string body) =>
        (await RefusalOfAsync(body)).ShouldBe("400 duplicate_property");

    [Theory]
    [InlineData(64)]
    [InlineData(10_000)]
    public async Task B_P3_a_body_that_is_nested_too_deeply_is_refused(int arraysInData)
    {
        var body = $$$"""{"type":"a","data":{"x":{{{new string('[', arraysInData)}}}{{{new string(']', arraysInData)}}}}}""";

        (await RefusalOfAsync(body)).ShouldBe("400 too_deep");
    }

    [Theory]
    [InlineData("""{"type":"a","data":{"x":"\ud800"}}""")]
    [InlineData("""{"type":"a","data":{"\udc00":1}}""")]
    [InlineData("""{"type":"a","data":{},"subject":"\ud83d"}""")]
    public async Task B_P4_half_of_a_surrogate_pair_is_refused(string body) => (await RefusalOfAsync(body)).ShouldBe("400 invalid_unicode");

    [Fact]
    public async Task B_P4_bytes_that_are_not_UTF_8_are_refused()
    {
        byte[] body = [.. Encoding.UTF8.GetBytes("""{"type":"a","data":{"x":" """), 0xC0, 0xAF, .. "\"}}"u8];

        using var answer = await _http.PostAsync(new Uri(_path, UriKind.Relative), Call.Json(body));

        (await answer.RefusalAsync()).ShouldBe("400 invalid_unicode");
    }

    [Theory]
    [InlineData("""{"type":"a\u0000","data":{}}""", "422 invalid_event_type /type")]
    [InlineData("""{"type":"a","data":{},"subject":"s\u0000"}""", "400 invalid_value /subject")]
    [InlineData("""{"type":"a","data":{},"subject":"s\u001b[2J"}""", "400 invalid_value /subject")]
    public async Task B_P5_control_characters_have_no_place_in_names(string body, string refusal) => (await RefusalOfAsync(body)).ShouldBe(refusal);

    [Fact]
    public async Task B_P5_B_P6_the_data_may_hold_any_JSON_and_comes_back_as_it_was()
    {
        var data = $$$"""{"nul":"\u0000","huge":1e400,"long":{{{new string('9', 100_000)}}},"deep":[[[[1]]]]}""";
        using var answer = await _http.PostAsync(new Uri(_path, UriKind.Relative), Call.Json($$$"""{"type":"a","data":{{{data}}}}"""));
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted);

        var feed = await server.Operator.GetFeedAsync(_path.Split('/')[3], after: null, limit: null, CancellationToken.None);

        Encoding.UTF8.GetString(feed.Events.ShouldHaveSingleItem().Data.Utf8.Span).ShouldBe(data);
    }

    [Theory]
    [MemberData(nameof(Misshapen))]
    public async Task A_T7_a_body_of_the_wrong_shape_is_refused_by_place(string body, string refusal) => (await RefusalOfAsync(body)).ShouldBe(refusal);

    [Theory]
    [MemberData(nameof(BadTypes))]
    public async Task B_P11_an_event_type_that_is_no_name_is_refused(string type) =>
        (await RefusalOfAsync($$$"""{"type":"{{{type}}}","data":{}}""")).ShouldBe("422 invalid_event_type /type");

    [Theory]
    [MemberData(nameof(BadTimes))]
    public async Task B_P17_a_time_that_is_no_time_or_lies_too_far_off_is_refused(string time) =>
        (await RefusalOfAsync($$$"""{"type":"a","data":{},"occurred_at":"{{{time}}}"}""")).ShouldBe("400 invalid_time /occurred_at");

    [Fact]
    public async Task B_P17_a_time_as_a_number_is_refused() =>
        (await RefusalOfAsync("""{"type":"a","data":{},"occurred_at":1763631000}""")).ShouldBe("400 invalid_time /occurred_at");

    [Fact]
    public async Task No_refusal_repeats_what_was_sent()
    {
        const string Canary = "canary8231";
        string[] bodies =
        [
            $$$"""{"type":"{{{Canary}}}!","data":{}}""",
            $$$"""{"type":"a","data":{},"{{{Canary}}}":1}""",
            $$$"""{"type":"a","data":"{{{Canary}}}"}""",
            $$$"""{"type":"a","data":{"{{{Canary}}}":1,"{{{Canary}}}":2}}""",
            $$$"""{"type":"a","data":{},"occurred_at":"{{{Canary}}}"}""",
            $$$"""{"type":"a","data":{"x":"{{{Canary}}}\ud800"}}""",
            $$$"""{"type":"a","data":{"x":{{{Canary}}}}}""",
        ];

        foreach (var body in bodies)
        {
            using var answer = await _http.PostAsync(new Uri(_path, UriKind.Relative), Call.Json(body));
            (await answer.Content.ReadAsStringAsync()).ShouldNotContain(Canary);
        }
    }

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string> RefusalOfAsync(string body)
    {
        using var answer = await _http.PostAsync(new Uri(_path, UriKind.Relative), Call.Json(body));
        return await answer.RefusalAsync();
    }
}
