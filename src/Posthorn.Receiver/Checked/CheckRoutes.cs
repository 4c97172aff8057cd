using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Posthorn.Receiver.Running;
using Posthorn.Receiver.Sources;

namespace Posthorn.Receiver.Checked;

/// <summary>What a checker asks beside notifications: whether it may, and what came of the synthetic ones.</summary>
internal sealed class CheckRoutes(ReceiverHost host, LiveSources sources, IOptionsMonitor<SourceOptions> options, TimeProvider clock)
{
    /// <summary>A challenge → a proof for each secret that counts now, and where effects are told.</summary>
    public Task ProveAsync(HttpContext context, string source)
    {
        var challenge = context.Request.Headers[CheckChallenge.Header];
        if (challenge.Count != 1 || !CheckChallenge.IsChallenge(challenge[0]!))
        {
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            context.Response.Headers.Allow = HttpMethods.Post;
            return Task.CompletedTask;
        }

        var now = clock.GetUtcNow();
        var proofs = options.Get(source).Secrets
            .Where(secret => (secret.ValidFrom is null || secret.ValidFrom <= now) && (secret.ValidUntil is null || now < secret.ValidUntil))
            .Select(secret => CheckChallenge.ProofOf(secret.Value, challenge[0]!));
        var effects = $"{context.Request.PathBase}{context.Request.Path}".TrimEnd('/') + "/effects";
        return context.Response.WriteAsJsonAsync(new CheckConsent([.. proofs], effects), CheckJson.Default.CheckConsent);
    }

    /// <summary>The subject of a synthetic notification → how often one took effect. Of any other subject it says nothing.</summary>
    public async Task CountAsync(HttpContext context, string source)
    {
        var subject = context.Request.Query["subject"];
        if (subject.Count != 1 || !subject[0]!.StartsWith(SyntheticSubject.Prefix, StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        else if (host.Engine is not { } engine || sources.Find(source) is not { } known || engine.Directory.FindPartner(known.PartnerId) is not { } partner)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
        else
        {
            var count = await EffectCount.OfAsync(engine.History, known, partner.Key, subject[0]!, context.RequestAborted);
            await context.Response.WriteAsJsonAsync(count, CheckJson.Default.EffectCount, contentType: null, context.RequestAborted);
        }
    }
}
