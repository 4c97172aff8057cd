using System.Net;

namespace Posthorn.Delivery.Sending;

/// <summary>Makes the message that goes on the wire, or refuses.</summary>
internal static class OutgoingMessage
{
    private const string ContentType = "Content-Type";
    private const string UserAgent = "User-Agent";

    /// <summary>Null where the request must not be sent, and then <paramref name="reason"/> says why.</summary>
    public static HttpRequestMessage? Create(OutgoingRequest request, OutgoingContent content, out string reason)
    {
        var url = request.Url;
        if (!url.IsAbsoluteUri || (url.Scheme != Uri.UriSchemeHttps && url.Scheme != Uri.UriSchemeHttp) || url.UserInfo.Length > 0)
        {
            reason = FailureReasons.UrlInvalid;
            return null;
        }

        // Offered, not demanded: HTTP/2 where TLS negotiates it, HTTP/1.1 otherwise and on plain http.
        var message = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = content,
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        if (AddHeaders(request, message))
        {
            reason = "";
            return message;
        }

        reason = FailureReasons.HeaderInvalid;
        message.Dispose();
        return null;
    }

    private static bool AddHeaders(OutgoingRequest request, HttpRequestMessage message)
    {
        if (!HeaderText.IsValue(request.ContentType) || !HeaderText.IsValue(request.UserAgent)
            || !message.Content!.Headers.TryAddWithoutValidation(ContentType, request.ContentType)
            || !message.Headers.TryAddWithoutValidation(UserAgent, request.UserAgent))
        {
            return false;
        }

        var headers = request.Headers;
        for (var i = 0; i < headers.Count; i++)
        {
            var (name, value) = headers[i];
            if (!HeaderText.IsName(name) || !HeaderText.IsValue(value) || HeaderText.IsOursAlone(name)
                || !(message.Headers.TryAddWithoutValidation(name, value) || message.Content.Headers.TryAddWithoutValidation(name, value)))
            {
                return false;
            }
        }

        return true;
    }
}
