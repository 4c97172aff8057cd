using System.Net;
using System.Text.Json;
using Posthorn.Protocol.Signing;
using Posthorn.Relay.Tests.Running;
using Posthorn.Testing.Vendors;

namespace Posthorn.Relay.Tests.Forwarding;

public sealed class VerbatimTests
{
    public static TheoryData<string> Bodies => [.. OddBodies.All.Keys];

    public static TheoryData<string> Schemes => [.. SigningScheme.All.Select(static one => one.Name)];

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_body_arrives_at_the_target_byte_for_byte(string name)
    {
        var body = OddBodies.All[name];
        await using var relay = await RelayBed.StartAsync();
        await using var target = await WatchedTarget.StartAsync();
        await using var listener = ListenerBed.Start(relay, target.Url);

        using var answer = await relay.PostAsync("/in/suki", body, ("Content-Type", "application/json"));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        await target.UntilAsync(1);

        target.Received[0].Body.ToArray().ShouldBe(body);
        target.Received[0].Headers.ContentType.ToString().ShouldBe("application/json");
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task A_signature_still_holds_at_the_target(string name)
    {
        SigningScheme.TryGet(name, out var scheme).ShouldBeTrue();
        var signed = SignedRequest.Sign(scheme!, TestSecrets.Of(scheme!), OddBodies.All["not utf-8"], TimeProvider.System.GetUtcNow());
        await using var relay = await RelayBed.StartAsync();
        await using var target = await WatchedTarget.StartAsync();
        await using var listener = ListenerBed.Start(relay, target.Url);

        using var message = signed.ToMessage(new Uri(relay.Url, "/in/suki").AbsoluteUri);
        using var answer = await relay.Http.SendAsync(message, TestContext.Current.CancellationToken);
        await target.UntilAsync(1);

        scheme!.TryCreateKey(TestSecrets.Of(scheme), out var key, out _).ShouldBeTrue();
        var headers = target.Received[0].Headers.Select(static header => KeyValuePair.Create(header.Key, header.Value.ToString()));
        scheme.Verify(new HeaderPairs([.. headers]), target.Received[0].Body.Span, [key!], TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(5))
            .Status.ShouldBe(SignatureStatus.Valid);
    }

    [Fact]
    public async Task Headers_go_on_as_they_came_but_for_those_of_one_connection()
    {
        await using var relay = await RelayBed.StartAsync();
        await using var target = await WatchedTarget.StartAsync();
        await using var listener = ListenerBed.Start(relay, target.Url);

        using var answer = await relay.PostAsync(
            "/in/suki", [1], ("X-Odd", "caf\u00c3\u00a9"), ("X-Hop", "of this connection"), ("Connection", "X-Hop"), ("X-Twice", "one"), ("X-Twice", "two"));
        await target.UntilAsync(1);

        // The relay keeps a byte as a character; the target reads the same bytes as UTF-8.
        target.Received[0].Headers["X-Odd"].ToString().ShouldBe("caf\u00e9");
        var page = await JsonOfAsync(relay, "/v1/arrivals?source=suki");
        var kept = await JsonOfAsync(relay, $"/v1/arrivals/{page.GetProperty("arrivals")[0].GetProperty("id").GetString()}");
        var headers = kept.GetProperty("headers").EnumerateArray().Select(static one => $"{one.GetProperty("name")}: {one.GetProperty("value")}").ToList();
        headers.ShouldContain("X-Odd: caf\u00c3\u00a9");
        target.Received[0].Headers.ContainsKey("X-Hop").ShouldBeFalse();
        string.Join(", ", target.Received[0].Headers["X-Twice"].ToArray()).ShouldBe("one, two");
        target.Received[0].Headers.Host.ToString().ShouldBe(target.Url.Authority);
    }

    [Fact]
    public async Task Method_path_and_query_go_on_as_they_were_written()
    {
        await using var relay = await RelayBed.StartAsync();
        await using var target = await WatchedTarget.StartAsync();
        await using var listener = ListenerBed.Start(relay, target.Url, keepPath: true);

        using var message = new HttpRequestMessage(HttpMethod.Put, new Uri(relay.Url + "in/suki/a%2Fb/c?x=%20&y=%C3%A9"));
        using var answer = await relay.Http.SendAsync(message, TestContext.Current.CancellationToken);
        await target.UntilAsync(1);

        target.Received[0].Method.ShouldBe("PUT");
        target.Received[0].Path.ShouldBe("/webhooks/suki/a%2Fb/c?x=%20&y=%C3%A9");
    }

    private static async Task<JsonElement> JsonOfAsync(RelayBed relay, string path)
    {
        using var answer = await relay.ReadAsync(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).RootElement;
    }
}
