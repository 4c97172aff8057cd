using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Posthorn.Server.Tests.Client;

/// <summary>Answers every request alike and remembers what was asked.</summary>
internal sealed class RecordingHandler(HttpStatusCode status, string mediaType, string body) : HttpMessageHandler
{
    public ConcurrentQueue<string> Asked { get; } = new();

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Asked.Enqueue($"{request.Method} {request.RequestUri!.PathAndQuery}");
        var answer = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, mediaType) };
        answer.Headers.RetryAfter = new(TimeSpan.FromSeconds(7));
        return Task.FromResult(answer);
    }
}
