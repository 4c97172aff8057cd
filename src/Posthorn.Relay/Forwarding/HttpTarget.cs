using System.Net;
using Posthorn.Delivery.Sending;
using Posthorn.Relay.Wire;

namespace Posthorn.Relay.Forwarding;

/// <summary>Passes arrivals on to one URL: method, headers and bytes as they came, so that a signature over them still holds.</summary>
internal sealed class HttpTarget(Uri to, bool keepPath, TimeSpan timeout, EgressOptions egress, TimeProvider clock) : ITarget, IDisposable
{
    private const int LongestAnswer = 256 * 1024;

    private readonly HttpMessageInvoker _invoker = GuardedHandler.CreateVerbatimInvoker(egress, new SystemNameResolver(), new SocketConnector(), clock);

    public async Task<ForwardResult> ForwardAsync(Arrival arrival, CancellationToken stop)
    {
        var started = clock.GetTimestamp();
        using var late = new CancellationTokenSource(timeout, clock);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stop);
        try
        {
            using var message = Compose(arrival);
            using var answer = await _invoker.SendAsync(message, limit.Token);
            await ReadAwayAsync(answer, limit.Token);
            return new((int)answer.StatusCode, null, clock.GetElapsedTime(started));
        }
        catch (Exception exception)
        {
            stop.ThrowIfCancellationRequested();
            return new(null, late.IsCancellationRequested ? "answer_timeout" : AttemptFailure.CodeOf(exception), clock.GetElapsedTime(started));
        }
    }

    public void Dispose() => _invoker.Dispose();

    private HttpRequestMessage Compose(Arrival arrival)
    {
        var message = new HttpRequestMessage(new HttpMethod(arrival.Request.Method), TargetUrl.Of(to, arrival, keepPath))
        {
            Version = HttpVersion.Version11,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ReadOnlyMemoryContent(arrival.Request.Body),
        };
        foreach (var header in PassedHeaders.Of(arrival.Request.Headers))
        {
            _ = message.Headers.TryAddWithoutValidation(header.Name, header.Value) || message.Content.Headers.TryAddWithoutValidation(header.Name, header.Value);
        }

        return message;
    }

    // To its end, so that the target is not cut off in the middle of what it says; but nobody's endless answer.
    private static async Task ReadAwayAsync(HttpResponseMessage answer, CancellationToken stop)
    {
        var buffer = new byte[8 * 1024];
        try
        {
            await using var body = await answer.Content.ReadAsStreamAsync(stop);
            var read = 0;
            for (var some = 1; some > 0 && read < LongestAnswer; read += some)
            {
                some = await body.ReadAsync(buffer, stop);
            }
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException or OperationCanceledException)
        {
            // The status was there; how the rest of the answer ended changes nothing.
        }
    }
}
