using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Posthorn.Protocol.Profiles;
using Posthorn.Protocol.Signing;
using Posthorn.Testing.Vendors;

namespace Posthorn.Cli.Tests.Checking;

/// <summary>A receiver as partners write them, over real Kestrel, with the habits it is given.</summary>
internal sealed class HandwrittenReceiver : IAsyncDisposable
{
    private static readonly string[] Known =
    [
        "success", "failure", "audio_transcription.succeeded", "audio_transcription.failed", "note_generation.succeeded", "note_generation.failed", "coding.succeeded", "coding.failed",
    ];

    private readonly WebApplication _app;
    private readonly Profile _profile;
    private readonly Habits _habits;
    private readonly EffectLedger _effects;
    private readonly SigningKey _key;

    private HandwrittenReceiver(WebApplication app, Profile profile, Habits habits)
    {
        (_app, _profile, _habits, _effects) = (app, profile, habits, new(habits));
        profile.Scheme.TryCreateKey(Secret, out var key, out _).ShouldBeTrue();
        _key = key!;
    }

    public string Secret => TestSecrets.Of(_profile.Scheme);

    public Uri Url => new(new Uri(_app.Urls.Single().Replace("https://127.0.0.1", "https://localhost", StringComparison.Ordinal)), "/webhooks");

    public Uri Effects => new(new Uri(_app.Urls.Single()), "/effects");

    /// <param name="certificate">For https as localhost; http where there is none.</param>
    public static async Task<HandwrittenReceiver> StartAsync(Profile profile, Habits habits, X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
            {
                _ = listen.UseHttps(certificate);
            }
        }));
        var receiver = new HandwrittenReceiver(builder.Build(), profile, habits);
        receiver._app.MapPost("/webhooks", receiver.ReceiveAsync);
        receiver._app.MapGet("/effects", (string subject) => receiver._effects.Tell(subject).ToJsonString());
        await receiver._app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        if (_habits.AnswersAfter > TimeSpan.Zero)
        {
            await Slowness.LastAsync(_habits.AnswersAfter);
        }

        var (status, text) = _habits.Redirects ? (StatusCodes.Status307TemporaryRedirect, "") : await AnswerAsync(context.Request, body.ToArray());
        context.Response.StatusCode = status;
        context.Response.Headers.Location = _habits.Redirects ? "/webhooks/" : default;
        await context.Response.WriteAsync(text, context.RequestAborted);
    }

    private async Task<(int Status, string Text)> AnswerAsync(HttpRequest request, byte[] body)
    {
        if (!IsSigned(request, body))
        {
            return (StatusCodes.Status401Unauthorized, _habits.EchoesSecret ? $"This was not signed with {Secret}." : "refused");
        }

        JsonObject root;
        try
        {
            root = JsonNode.Parse(body)?.AsObject() ?? throw new JsonException();
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return (StatusCodes.Status400BadRequest, "not JSON");
        }

        var word = (root[_profile == Profile.Suki ? "status" : "type"] as JsonValue)?.ToString();
        if (!Known.Contains(word, StringComparer.Ordinal) && _habits.ToUnknown != StatusCodes.Status200OK)
        {
            return (_habits.ToUnknown, "unknown");
        }

        var data = root["data"] as JsonObject ?? root;
        var subject = (data["session_id"] ?? data["transcriptionId"] ?? data["id"])?.ToString() ?? string.Empty;
        await _effects.ApplyAsync(subject, body, root);
        return (StatusCodes.Status200OK, "received");
    }

    private bool IsSigned(HttpRequest request, byte[] body)
    {
        var headers = request.Headers.SelectMany(static header => header.Value.Select(value => KeyValuePair.Create(header.Key, value ?? string.Empty)));
        var tolerance = _habits.IgnoresTime ? TimeSpan.MaxValue : TimeSpan.FromMinutes(5);
        return (_habits.AcceptsUnsigned && string.IsNullOrEmpty(request.Headers[_profile.Scheme.HeaderNames[^1]].ToString()))
            || _profile.Scheme.Verify(new HeaderPairs(headers), _habits.Verified(body), [_key], TimeProvider.System.GetUtcNow(), tolerance).IsValid;
    }
}
