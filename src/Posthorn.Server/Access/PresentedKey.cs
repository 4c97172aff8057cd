using Microsoft.AspNetCore.Http;

namespace Posthorn.Server.Access;

/// <summary>The key that a request brings: as a bearer, or where the vendor's clients put it.</summary>
internal static class PresentedKey
{
    private const string Scheme = "Bearer ";

    /// <returns>Empty when it brings none, or several.</returns>
    public static ReadOnlySpan<char> Of(HttpRequest request, Dialect dialect)
    {
        var bearer = request.Headers.Authorization;
        if (bearer.Count > 0 || dialect == Dialect.Own)
        {
            return bearer.Count == 1 && bearer[0] is { } header && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
                ? header.AsSpan(Scheme.Length)
                : default;
        }

        var values = request.Headers[dialect == Dialect.Suki ? "sdp_suki_token" : "X-API-KEY"];
        return values.Count == 1 ? values[0] : default;
    }
}
