using System.Text.Json;
using Posthorn.Protocol.Notifications;

namespace Posthorn.Receiver.Links;

/// <summary>Suki's token: fetched when it is first needed, kept, and renewed before its hour is over. Callers at the same time share one login.</summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed class SukiLogin(VendorLine line, VendorOrigin origin, SukiClientOptions options, TimeProvider clock)
{
    private const string Path = "/api/v1/auth/login";

    /// <summary>The vendor's hour, less what a call and two clocks may take of it.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(55);

    private readonly Lock _gate = new();
    private Task<string>? _token;
    private DateTimeOffset _until;

    /// <param name="refused">The token that the vendor no longer took; null when there was none.</param>
    /// <exception cref="VendorCallException">The login failed; the next caller tries again.</exception>
    public Task<string> TokenAsync(string? refused, CancellationToken cancellationToken)
    {
        Task<string> token;
        lock (_gate)
        {
            if (_token is null || _token.IsFaulted || _token.IsCanceled || clock.GetUtcNow() >= _until || IsRefused(_token, refused))
            {
                _until = clock.GetUtcNow() + Lifetime;

                // Nobody's giving up ends it: others wait for the same login.
                _token = Task.Run(LogInAsync, CancellationToken.None);
            }

            token = _token;
        }

        return token.WaitAsync(cancellationToken);
    }

    private static bool IsRefused(Task<string> token, string? refused) => refused is not null && token.IsCompletedSuccessfully && token.Result == refused;

    private async Task<string> LogInAsync()
    {
        var partnerToken = options.MintPartnerToken is { } mint ? await mint(CancellationToken.None) : options.PartnerToken!;
        var reply = await line.CallAsync(new(HttpMethod.Post, origin.At(Path), [], BodyOf(partnerToken)), CancellationToken.None);
        if (!reply.IsSuccess)
        {
            throw new VendorCallException($"login_answered_{reply.Status}", reply.Status, reply.RetryAfter);
        }

        return reply.ToJson().TextOf("suki_token") is { Length: > 0 } token ? token : throw new VendorCallException(VendorCallCodes.LoginUnreadable, reply.Status);
    }

    private byte[] BodyOf(string partnerToken)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("partner_id", options.PartnerId);
            writer.WriteString("partner_token", partnerToken);
            writer.WriteText("provider_id", options.ProviderId);
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }
}
