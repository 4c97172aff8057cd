using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Posthorn.Emulators.Doors;

namespace Posthorn.Emulators.Suki.LoggingIn;

/// <summary>Suki's tokens: JWTs of RS256, good for an hour.</summary>
internal sealed class SukiTokens(SukiKey key, TimeProvider clock, TimeSpan life)
{
    private const string Issuer = "posthorn-emulated-suki";
    private const int Longest = 4096;

    /// <param name="subject">Whom it is for.</param>
    public async ValueTask<string> IssueAsync(string subject)
    {
        var now = clock.GetUtcNow();
        var head = JsonAnswer.Object(json =>
        {
            json.WriteString("alg", "RS256");
            json.WriteString("kid", SukiKey.KeyId);
            json.WriteString("typ", "JWT");
        });
        var claims = JsonAnswer.Object(json =>
        {
            json.WriteString("iss", Issuer);
            json.WriteString("sub", subject);
            json.WriteNumber("iat", now.ToUnixTimeSeconds());
            json.WriteNumber("exp", (now + life).ToUnixTimeSeconds());
        });
        var signed = $"{Base64Url.EncodeToString(head)}.{Base64Url.EncodeToString(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(await key.SignAsync(Encoding.ASCII.GetBytes(signed)))}";
    }

    /// <summary>Whether it is one of ours that is still good.</summary>
    public async ValueTask<bool> AcceptsAsync(string? token)
    {
        if (token is not { Length: <= Longest } || token.Split('.') is not [_, var claims, var signature]
            || !Base64Url.IsValid(claims) || !Base64Url.IsValid(signature)
            || !await key.HasSignedAsync(Encoding.UTF8.GetBytes(token[..token.LastIndexOf('.')]), Base64Url.DecodeFromChars(signature)))
        {
            return false;
        }

        // Signed by us, so it has what we put there.
        using var json = JsonDocument.Parse(Base64Url.DecodeFromChars(claims));
        return json.RootElement.GetProperty("exp").GetInt64() > clock.GetUtcNow().ToUnixTimeSeconds();
    }
}
