using System.Text.Json;
using Posthorn.Testing.Checking;
using Posthorn.Testing.Checking.Asking;

namespace Posthorn.Cli.Checking;

/// <summary>The counter of effects that a receiver exposes: GET with the subject → how often something took effect.</summary>
internal sealed class EffectsAddress(Func<Uri, ITarget> connect, Uri url)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <returns>Null where there is no answer that could be read.</returns>
    public async Task<EffectReading?> ReadAsync(string subject, CancellationToken cancellationToken)
    {
        var mark = url.Query.Length == 0 ? '?' : '&';
        var target = connect(new($"{url.AbsoluteUri}{mark}subject={Uri.EscapeDataString(subject)}"));
        using var disposing = target as IDisposable;
        var reply = await target.AskAsync(new Probe("How often it took effect", [], default) { Method = "GET" }, Patience, cancellationToken);
        try
        {
            using var answer = JsonDocument.Parse(reply.IsAccepted ? reply.Body : default);
            return answer.RootElement.ValueKind == JsonValueKind.Object && answer.RootElement.TryGetProperty("applied", out var applied) && applied.TryGetInt32(out var count)
                ? new(count, answer.RootElement.TryGetProperty("body_sha256", out var hash) && hash.ValueKind == JsonValueKind.String ? hash.GetString() : null)
                : null;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
