using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;

namespace Posthorn.Cli.Calling;

/// <summary>Where a server is, and how it is called.</summary>
internal static class ServerAddress
{
    public const string Default = "http://127.0.0.1:8080";

    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(100);

    public static bool TryParse(string text, [NotNullWhen(true)] out Uri? address)
    {
        var valid = Uri.TryCreate(text.TrimEnd('/') + '/', UriKind.Absolute, out address) && address is { Scheme: "http" or "https", Host.Length: > 0 };
        address = valid ? address : null;
        return valid;
    }

    public static HttpClient Connect(Uri server, string? key)
    {
        // A redirect or a proxy of the environment would carry the key to whoever is named there.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false };
        var http = new HttpClient(handler) { BaseAddress = server, Timeout = LongestCall };
        if (key is not null)
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        return http;
    }
}
