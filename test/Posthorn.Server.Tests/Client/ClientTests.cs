using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using Posthorn.Api;
using Posthorn.Api.Events;
using Posthorn.Api.Json;
using Posthorn.Api.Partners;
using Posthorn.Api.Problems;
using Posthorn.Api.Replays;
using Posthorn.Api.Sessions;
using Posthorn.Server.Tests.Access;
using Posthorn.Server.Tests.Running;

namespace Posthorn.Server.Tests.Client;

public sealed partial class ClientTests(RunningServer server)
{
    private const string Refusal = """{"type":"urn:x","title":"T","status":409,"code":"sent_by_a_newer_server","detail":"D","hint":"unknown to this client"}""";

    private static readonly object[] Requests =
    [
        new CreatePartner { Name = "A" }, new Api.Endpoints.CreateEndpoint { Url = "u", Profile = "p" }, new Api.Endpoints.UpdateEndpoint(), new Api.Endpoints.RotateSecret(),
        new PublishEvent { Type = "a", Data = RawJson.Parse("{}") }, new PublishBatch { Events = [] }, new ReplayRange { Since = default, States = [] },
        new PutSession { Kind = SessionKind.Note }, new TurnSession { To = SessionState.Running }, new SessionDocuments(),
    ];

    [Fact]
    public async Task The_client_has_a_call_for_every_route_of_the_API()
    {
        using var handler = new RecordingHandler(HttpStatusCode.Conflict, Problem.MediaType, Refusal);
        using var http = new HttpClient(handler) { BaseAddress = new("http://posthorn.test/") };
        var client = new PosthornClient(http);

        foreach (var method in typeof(PosthornClient).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
        {
            var refused = await Should.ThrowAsync<Exception>(() => (Task)method.Invoke(client, [.. method.GetParameters().Select(Argument)])!);
            refused.ShouldBeOfType(method.Name == "GetHealthAsync" ? typeof(System.Text.Json.JsonException) : typeof(PosthornApiException));
        }

        var asked = handler.Asked.Select(static one => Value().Replace(one.Split('?')[0], "{${name}}")).Where(static one => one.Contains(" /v1/", StringComparison.Ordinal));
        asked.Distinct().Order(StringComparer.Ordinal).ShouldBe(Routes.Of(server).Where(static one => !Tenant.IsVendors(one) && one.Contains(" /v1/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_refusal_is_thrown_with_all_that_the_server_said()
    {
        using var handler = new RecordingHandler(HttpStatusCode.Conflict, Problem.MediaType, Refusal);
        using var http = new HttpClient(handler) { BaseAddress = new("http://posthorn.test/") };

        var refused = await Should.ThrowAsync<PosthornApiException>(() => new PosthornClient(http).GetPartnerAsync("ptn_a", CancellationToken.None));

        refused.Problem.Code.ShouldBe("sent_by_a_newer_server");
        refused.RetryAfter.ShouldBe(TimeSpan.FromSeconds(7));
        refused.Message.ShouldBe("409 sent_by_a_newer_server: D");
    }

    [Fact]
    public async Task What_no_Posthorn_server_would_answer_is_told_as_such()
    {
        using var handler = new RecordingHandler(HttpStatusCode.BadGateway, "text/html", "<html>proxy</html>");
        using var http = new HttpClient(handler) { BaseAddress = new("http://posthorn.test/") };

        var refused = await Should.ThrowAsync<HttpRequestException>(() => new PosthornClient(http).GetPartnerAsync("ptn_a", CancellationToken.None));

        refused.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
        refused.Message.ShouldNotContain("proxy");
    }

    [Fact]
    public async Task An_id_cannot_become_another_path()
    {
        using var handler = new RecordingHandler(HttpStatusCode.Conflict, Problem.MediaType, Refusal);
        using var http = new HttpClient(handler) { BaseAddress = new("http://posthorn.test/") };

        _ = await Should.ThrowAsync<PosthornApiException>(() => new PosthornClient(http).GetDeliveryAsync("../partners?x#y", CancellationToken.None));

        handler.Asked.ShouldHaveSingleItem().ShouldBe("GET /v1/deliveries/..%2Fpartners%3Fx%23y");
    }

    [Fact]
    public void What_may_be_a_secret_does_not_print()
    {
        object[] holders =
        [
            new Api.Endpoints.CreateEndpoint { Url = "https://canary", Profile = "p", Secret = "canary", Headers = new Dictionary<string, string> { ["a"] = "canary" } },
            new Api.Endpoints.UpdateEndpoint { Url = "https://canary" },
            new Api.Endpoints.RotateSecret { Secret = "canary" },
            new Api.Endpoints.RotatedSecret { Secret = "canary", OthersExpireAt = default },
            new KeyInfo { Id = "key_1", Scope = KeyScope.Partner, CreatedAt = default, Key = "canary" },
            new PublishEvent { Type = "a", Data = RawJson.Parse("\"canary\"") },
        ];

        holders.ShouldAllBe(static one => !one.ToString()!.Contains("canary", StringComparison.Ordinal));
    }

    private static object? Argument(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(CancellationToken) ? CancellationToken.None
        : parameter.ParameterType == typeof(KeyScope) ? KeyScope.Partner
        : Array.Find(Requests, one => one.GetType() == parameter.ParameterType) is { } request ? request
        : parameter.ParameterType == typeof(string) && parameter.Name is not ("idempotencyKey" or "after" or "endpoint" or null) ? $"<{Name(parameter.Name)}>"
        : parameter.Name == "endpoint" && parameter.Member.Name != "ListDeliveriesAsync" ? "<endpoint>"
        : null;

    private static string Name(string parameter) => parameter == "eventId" ? "event" : parameter;

    [GeneratedRegex("%3C(?<name>[a-z]+)%3E", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Value();
}
