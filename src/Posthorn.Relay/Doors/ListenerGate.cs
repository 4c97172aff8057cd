using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;
using Posthorn.Relay.Keeping;
using Posthorn.Relay.Running;

namespace Posthorn.Relay.Doors;

/// <summary>Lets in whoever brings the token of a source, to that source. A source that is not there is not told apart from a wrong token.</summary>
internal static class ListenerGate
{
    private const string Scheme = "Bearer ";

    /// <param name="name">The source; null where any that the token opens will do.</param>
    /// <returns>False where the request was refused; it is not answered yet.</returns>
    public static bool TryEnter(OpenSources sources, HttpRequest request, string? name, [NotNullWhen(true)] out KnownSource? source)
    {
        source = null;
        var bearer = request.Headers.Authorization;
        if (bearer is not [{ } header] || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        foreach (var one in sources.All)
        {
            if (OpenSources.Opens(one, header[Scheme.Length..]) && (name is null || one.Name == name))
            {
                source ??= one;
            }
        }

        return source is not null;
    }

    public static Task RefuseAsync(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return RelayAnswer.ErrorAsync(context, StatusCodes.Status401Unauthorized, "the token is missing, or does not open this source");
    }
}
