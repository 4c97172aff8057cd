using System.Net;

namespace Posthorn.Testing.Checking.Asking;

/// <summary>Probe → message.</summary>
internal static class ProbeMessage
{
    /// <param name="content">The body, where the caller has its own way of sending it.</param>
    public static HttpRequestMessage Of(Probe probe, Uri target, HttpContent? content = null)
    {
        var message = new HttpRequestMessage(new HttpMethod(probe.Method), target)
        {
            Version = probe.IsHttp2 ? HttpVersion.Version20 : HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        if (probe.Method == "POST")
        {
            message.Content = content ?? new ReadOnlyMemoryContent(probe.Body);
            _ = message.Content.Headers.TryAddWithoutValidation("Content-Type", probe.ContentType);
            message.Headers.TransferEncodingChunked = probe.IsChunked ? true : null;
        }

        _ = message.Headers.TryAddWithoutValidation("User-Agent", "posthorn-check");
        foreach (var (name, value) in probe.Headers)
        {
            _ = message.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }
}
