using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Posthorn.Emulators.Doors;
using Posthorn.Emulators.Scripting;

namespace Posthorn.Emulators.Suki.LoggingIn;

/// <summary>Logging in, registering, and the key that tokens are verified with.</summary>
/// <remarks>Any partner and any token of a partner are taken: whoever tries an integration has credentials of another world.</remarks>
internal sealed class LoginRoutes(SukiTokens tokens, SukiKey key, Scenario scenario)
{
    private readonly ConcurrentDictionary<string, bool> _registered = new(StringComparer.Ordinal);

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/auth/login", LogInAsync);
        routes.MapPost("/api/v1/auth/register", RegisterAsync);
        routes.MapGet("/api/auth/.well-known/jwks-pub.json", TellKeyAsync);
    }

    public void Forget() => _registered.Clear();

    private async Task LogInAsync(HttpContext context)
    {
        if (await SukiBody.ReadAsync(context) is not { } body || !await IsPartnerAsync(context, body, []))
        {
            return;
        }

        var subject = SukiBody.Text(body, "provider_id") ?? SukiBody.Text(body, "partner_id")!;
        var token = await tokens.IssueAsync(subject);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, JsonAnswer.Object(json => json.WriteString("suki_token", token)));
    }

    private async Task RegisterAsync(HttpContext context)
    {
        if (await SukiBody.ReadAsync(context) is not { } body || !await IsPartnerAsync(context, body, ["provider_name", "provider_org_id"]))
        {
            return;
        }

        var who = SukiBody.Text(body, "provider_id") ?? SukiBody.Text(body, "provider_name");
        if (_registered.TryAdd($"{SukiBody.Text(body, "partner_id")}\n{SukiBody.Text(body, "provider_org_id")}\n{who}", true))
        {
            context.Response.StatusCode = StatusCodes.Status201Created;
            return;
        }

        await SukiErrors.WriteAsync(context, StatusCodes.Status409Conflict, "provider is already linked");
    }

    private async Task TellKeyAsync(HttpContext context)
    {
        var parts = await key.PublicAsync();
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, JsonAnswer.Object(json =>
        {
            json.WriteStartArray("keys");
            json.WriteStartObject();
            json.WriteString("kty", "RSA");
            json.WriteString("use", "sig");
            json.WriteString("alg", "RS256");
            json.WriteString("kid", SukiKey.KeyId);
            json.WriteString("n", Base64Url.EncodeToString(parts.Modulus));
            json.WriteString("e", Base64Url.EncodeToString(parts.Exponent));
            json.WriteEndObject();
            json.WriteEndArray();
        }));
    }

    /// <returns>False when the answer was given.</returns>
    private async Task<bool> IsPartnerAsync(HttpContext context, JsonObject body, string[] more)
    {
        string[] required = ["partner_id", "partner_token", .. more];
        if (required.FirstOrDefault(name => SukiBody.Text(body, name) is not { Length: > 0 }) is { } missing)
        {
            await SukiErrors.WriteAsync(context, StatusCodes.Status400BadRequest, $"{missing} is required");
            return false;
        }

        if (scenario.RefusesLogin)
        {
            await SukiErrors.WriteAsync(context, StatusCodes.Status401Unauthorized, "token validation failed");
            return false;
        }

        return true;
    }
}
