using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Storage;
using Posthorn.Server.Tests.Health;
using Posthorn.Server.Tests.Running;

namespace Posthorn.Server.Tests.Http;

public sealed class FailureTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("posthorn-failures-").FullName;
    private readonly MemoryStream _log = new();
    private PosthornServer _server = null!;
    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await RunningServer.StartAsync(RunningServer.OptionsIn(_folder), Stream.Synchronized(_log), static services =>
        {
            _ = services.AddSingleton<IHistory>(new NoHistory());
            _ = services.AddSingleton<IEventLog>(new NoLog());
        });
        _http = new(new SocketsHttpHandler()) { BaseAddress = new(_server.Urls.Single()) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", RunningServer.OperatorKey);
    }

    [Fact]
    public async Task A_store_that_is_away_is_told_with_the_time_to_come_back()
    {
        using var read = await _http.GetAsync(new Uri("/v1/events/evt_00000000000070008000000000000000", UriKind.Relative));
        using var published = await _http.PostAsync(new Uri("/v1/partners/ptn_operator/events", UriKind.Relative), Call.Json("""{"type":"a","data":{}}"""));
        using var batch = await _http.PostAsync(
            new Uri("/v1/events/batch", UriKind.Relative), Call.Json("""{"events":[{"partner_id":"ptn_operator","type":"a","data":{}}]}"""));

        foreach (var answer in new[] { read, published, batch })
        {
            (await answer.RefusalAsync()).ShouldBe("503 store_unavailable");
            answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(5));
        }
    }

    [Fact]
    public async Task A_fault_of_ours_is_answered_without_words_and_logged_without_values()
    {
        using var answer = await _http.GetAsync(new Uri("/v1/partners/ptn_operator/events?limit=77", UriKind.Relative));
        var text = await answer.Content.ReadAsStringAsync();
        await DisposeServerAsync();
        var log = Encoding.UTF8.GetString(_log.ToArray());

        answer.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        text.ShouldContain("\"code\":\"internal\"");
        text.ShouldNotContain("canary-of-an-exception");
        text.ShouldNotContain("   at ");
        log.ShouldContain("\"event\":3000");
        log.ShouldContain("InvalidOperationException");
        log.ShouldContain("/v1/partners/{partner}/events");
        log.ShouldNotContain("canary-of-an-exception");
        log.ShouldNotContain("limit=77");
    }

    [Theory]
    [InlineData("DELETE", "/v1/partners", "405 method_not_allowed")]
    [InlineData("GET", "/v1/events/batch", "503 store_unavailable")]
    [InlineData("PUT", "/health/live", "405 method_not_allowed")]
    [InlineData("GET", "/v2/partners", "404 not_found")]
    public async Task What_routing_refuses_is_a_problem_like_any_other(string method, string path, string refusal)
    {
        using var request = new HttpRequestMessage(new(method), new Uri(path, UriKind.Relative));
        using var answer = await _http.SendAsync(request);

        // "batch" is no event's id; that it is asked for like one shows that no other route takes it.
        (await answer.RefusalAsync()).ShouldBe(path.EndsWith("batch", StringComparison.Ordinal) ? "404 not_found" : refusal);
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await DisposeServerAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async ValueTask DisposeServerAsync() => await _server.DisposeAsync();

    private sealed class NoLog : IEventLog
    {
        public ValueTask<Appended> AppendAsync(EventToStore item) => throw new StoreUnavailableException("The disk is full.");

        public ValueTask<IReadOnlyList<Appended>> AppendAsync(IReadOnlyList<EventToStore> items) => throw new StoreUnavailableException("The disk is full.");
    }
}
