using System.Net.Http.Headers;

namespace Posthorn.Bench.Floors;

/// <summary>How both floors send: the runtime's own HTTP/1.1, nothing that a webhook does not need.</summary>
internal static class FloorClient
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    public static SocketsHttpHandler Handler() => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
    };

    public static HttpRequestMessage Request(Uri url, byte[] body, string signature)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = Json;
        _ = request.Headers.TryAddWithoutValidation(SullySignature.Header, signature);
        return request;
    }
}
