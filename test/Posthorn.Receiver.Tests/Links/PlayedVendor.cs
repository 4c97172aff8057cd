using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Threading.Channels;
using Microsoft.AspNetCore.Http;
using Posthorn.Receiver.Links;
using Posthorn.Testing.Endpoints;

namespace Posthorn.Receiver.Tests.Links;

/// <summary>A vendor's API on loopback: answers what the test laid out for a path, and hands out tokens to whoever logs in.</summary>
internal sealed class PlayedVendor : IAsyncDisposable
{
    public const string Login = "/api/v1/auth/login";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TestEndpoint _server;
    private readonly ConcurrentDictionary<string, (int Status, string Body)> _answers = new(StringComparer.Ordinal);
    private readonly Channel<ReceivedRequest> _asked = Channel.CreateUnbounded<ReceivedRequest>();
    private int _logins;

    private PlayedVendor(TestEndpoint server)
    {
        _server = server;
        server.Answer = AnswerAsync;
    }

    public Uri Api => new($"http://{_server.Address}");

    public IReadOnlyList<ReceivedRequest> Received => _server.Received;

    public int Logins => Volatile.Read(ref _logins);

    /// <summary>The token that is taken; null takes every one that was handed out.</summary>
    public string? Only { get; set; }

    /// <summary>Holds every login back until it is done.</summary>
    public Task BeforeLogin { get; set; } = Task.CompletedTask;

    /// <summary>What else is done with an answer.</summary>
    public Action<HttpContext> Change { get; set; } = static _ => { };

    public static async Task<PlayedVendor> StartAsync() => new(await TestEndpoint.StartAsync());

    public void Lay(string path, string body, int status = 200) => _answers[path] = (status, body);

    public void Fail(string path, int status) => _answers[path] = (status, """{"code":1,"message":"canary-of-an-answer"}""");

    /// <summary>The next question, logins apart, that no earlier call of this waited for.</summary>
    public async Task<ReceivedRequest> NextAsync() => await _asked.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public SukiClient Suki(TimeProvider? clock = null, Action<SukiClientOptions>? configure = null)
    {
        var options = new SukiClientOptions();
        Configure(options);
        configure?.Invoke(options);
        return new(options, clock ?? TimeProvider.System);
    }

    public SullyClient Sully(Action<SullyClientOptions>? configure = null)
    {
        var options = new SullyClientOptions();
        Configure(options);
        configure?.Invoke(options);
        return new(options, TimeProvider.System);
    }

    public void Configure(SukiClientOptions options)
    {
        (options.Api, options.PartnerId, options.PartnerToken) = (Api, "partner-1", "canary-of-a-jwt");
        options.AllowedEgress.Add(IPNetwork.Parse("127.0.0.0/8"));
    }

    public void Configure(SullyClientOptions options)
    {
        (options.Api, options.ApiKey, options.AccountId) = (Api, "canary-of-a-key", "account-1");
        options.AllowedEgress.Add(IPNetwork.Parse("127.0.0.0/8"));
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var request = _server.Received.Last(one => one.Path == context.Request.Path + context.Request.QueryString);
        if (request.Path == Login)
        {
            await BeforeLogin;
            var token = Interlocked.Increment(ref _logins);
            await WriteAsync(context, _answers.TryGetValue(Login, out var given) ? given : (200, $$"""{"suki_token":"token-{{token}}"}"""));
            return;
        }

        var refused = Only is { } only && request.Headers["sdp_suki_token"] != only;
        Change(context);
        await WriteAsync(context, refused ? (401, "{}") : _answers.GetValueOrDefault(request.Path, (404, "{}")));
        _ = _asked.Writer.TryWrite(request);
    }

    private static Task WriteAsync(HttpContext context, (int Status, string Body) answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = "application/json";
        return context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(answer.Body)).AsTask();
    }
}
