using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Posthorn.Hosting;
using Posthorn.Server.Tests.Running;

namespace Posthorn.Server.Tests.Events;

public sealed class BodyBudgetTests : IAsyncLifetime
{
    private const string Path = "/v1/partners/ptn_operator/events";
    private const string Good = """{"type":"a","data":{}}""";

    private readonly string _folder = Directory.CreateTempSubdirectory("posthorn-budget-").FullName;
    private readonly BodyBudget _budget = new(10_000);
    private PosthornServer _server = null!;
    private HttpClient _http = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await RunningServer.StartAsync(RunningServer.OptionsIn(_folder), Stream.Null, services => services.AddSingleton(_budget));
        _http = new(new SocketsHttpHandler()) { BaseAddress = new(_server.Urls.Single()) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", RunningServer.OperatorKey);
    }

    [Theory]
    [InlineData(Path)]
    [InlineData("/v1/events/batch")]
    [InlineData("/v1/partners/ptn_operator/sessions/a/transitions")]
    public async Task Bodies_beyond_what_can_be_held_are_asked_to_come_again(string path)
    {
        using var answer = await PostAsync(path, $$$"""{"type":"a","data":{"x":"{{{new string('x', 10_000)}}}"}}""");

        (await answer.RefusalAsync()).ShouldBe("503 unavailable");
        answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        _budget.Taken.ShouldBe(0);
    }

    [Fact]
    public async Task Whatever_becomes_of_a_request_its_room_is_given_back()
    {
        const string Turn = "/v1/partners/ptn_operator/sessions/a/transitions";
        foreach (var (path, body) in new[]
        {
            (Path, Good), (Path, "{"), (Path, "{}"), ("/v1/events/batch", "{"), ("/v1/events/batch", """{"events":[]}"""), (Turn, "{"), (Turn, """{"to":"running"}"""),
        })
        {
            using var answer = await PostAsync(path, body);
        }

        using (var broken = await RawConnection.OpenAsync(new(_server.Urls.Single())))
        {
            await broken.SendAsync(
                $"POST {Path} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {RunningServer.OperatorKey}\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{{");
            broken.EndSending();
            await broken.EndAsync();
        }

        await _server.DisposeAsync();
        _budget.Taken.ShouldBe(0);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private Task<HttpResponseMessage> PostAsync(string path, string body) => _http.PostAsync(new Uri(path, UriKind.Relative), Call.Json(body));
}
