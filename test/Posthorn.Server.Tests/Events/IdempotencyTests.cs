using System.Net;
using Posthorn.Api;
using Posthorn.Api.Json;
using Posthorn.Server.Tests.Running;

namespace Posthorn.Server.Tests.Events;

public sealed class IdempotencyTests(RunningServer server)
{
    private const string Good = """{"type":"a","data":{"n":1}}""";

    public static TheoryData<string> BadKeys { get; } = ["", " ", "two words", "tab\there", new string('k', 256)];

    [Theory]
    [MemberData(nameof(BadKeys))]
    public async Task B_P13_a_key_that_is_not_visible_ASCII_of_1_to_255_is_refused(string key)
    {
        using var http = server.Http(RunningServer.OperatorKey);
        using var request = await RequestAsync();
        _ = request.Headers.TryAddWithoutValidation("Idempotency-Key", key);

        using var answer = await http.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task B_P13_a_key_that_is_not_ASCII_is_refused()
    {
        var partner = await server.NewPartnerAsync();
        using var raw = await RawConnection.OpenAsync(server.Url);

        await raw.SendAsync(
            $"POST /v1/partners/{partner.Id}/events HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {RunningServer.OperatorKey}\r\nContent-Type: application/json\r\n"
            + $"Idempotency-Key: caf\u00e9\r\nContent-Length: {Good.Length}\r\n\r\n{Good}");

        (await raw.AnswerAsync()).ShouldNotBeNull().Status.ShouldBe(400);
    }

    [Fact]
    public async Task B_P13_two_keys_are_refused()
    {
        using var http = server.Http(RunningServer.OperatorKey);
        using var request = await RequestAsync();
        request.Headers.Add("Idempotency-Key", ["one", "two"]);

        using var answer = await http.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task B_P14_the_same_key_and_content_again_give_the_same_answer_and_say_so()
    {
        using var http = server.Http(RunningServer.OperatorKey);
        using var request = await RequestAsync("key-1");
        using var again = new HttpRequestMessage(HttpMethod.Post, request.RequestUri) { Content = Call.Json(Good) };
        again.Headers.Add("Idempotency-Key", "key-1");

        using var first = await http.SendAsync(request);
        using var second = await http.SendAsync(again);

        second.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await second.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
        first.Headers.Contains("Idempotency-Replayed").ShouldBeFalse();
        second.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
    }

    [Theory]
    [InlineData("""{"type":"b","data":{"n":1}}""")]
    [InlineData("""{"type":"a","data":{"n":2}}""")]
    [InlineData("""{"type":"a","data":{"n": 1}}""")]
    [InlineData("""{"type":"a","subject":"s","data":{"n":1}}""")]
    [InlineData("""{"type":"a","data":{"n":1},"occurred_at":"2026-11-20T09:30:00Z"}""")]
    public async Task B_P15_the_same_key_with_other_content_is_refused(string other)
    {
        using var http = server.Http(RunningServer.OperatorKey);
        using var request = await RequestAsync("key-1");
        using var reused = new HttpRequestMessage(HttpMethod.Post, request.RequestUri) { Content = Call.Json(other) };
        reused.Headers.Add("Idempotency-Key", "key-1");

        using var first = await http.SendAsync(request);
        using var second = await http.SendAsync(reused);

        first.StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await second.RefusalAsync()).ShouldBe("422 idempotency_key_reuse");
    }

    [Fact]
    public async Task A_key_of_one_partner_means_nothing_to_another()
    {
        var (one, other) = (await server.NewPartnerAsync(), await server.NewPartnerAsync());
        var data = RawJson.Parse("{}");

        var first = await server.Operator.PublishAsync(one.Id, new() { Type = "a", Data = data }, "shared", CancellationToken.None);
        var second = await server.Operator.PublishAsync(other.Id, new() { Type = "b", Data = data }, "shared", CancellationToken.None);

        second.Id.ShouldNotBe(first.Id);
    }

    [Fact]
    public async Task B_P16_of_two_equal_requests_at_once_one_makes_the_event()
    {
        var partner = await server.NewPartnerAsync();
        using var http = server.Http(RunningServer.OperatorKey);
        var client = new PosthornClient(http);

        for (var round = 0; round < 200; round++)
        {
            var key = $"round-{round}";
            var both = await Task.WhenAll(
                client.PublishAsync(partner.Id, new() { Type = "a", Data = RawJson.Parse("{}") }, key, CancellationToken.None),
                client.PublishAsync(partner.Id, new() { Type = "a", Data = RawJson.Parse("{}") }, key, CancellationToken.None));
            both[0].Id.ShouldBe(both[1].Id);
        }

        (await client.GetFeedAsync(partner.Id, null, 1000, CancellationToken.None)).Events.Count.ShouldBe(200);
    }

    private async Task<HttpRequestMessage> RequestAsync(string? key = null)
    {
        var partner = await server.NewPartnerAsync();
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/v1/partners/{partner.Id}/events", UriKind.Relative)) { Content = Call.Json(Good) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return request;
    }
}
