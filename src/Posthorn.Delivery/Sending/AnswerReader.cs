using System.Buffers;
using System.Collections.Immutable;
using System.Net;

namespace Posthorn.Delivery.Sending;

/// <summary>Reads an answer as far as it is kept. The head is there already; the status decides, whatever the body does.</summary>
internal sealed class AnswerReader(int maxBytes, TimeProvider clock)
{
    // Most answers are a status and nothing else: those are made once.
    private static readonly ImmutableArray<AttemptOutcome.Answered> Bare =
        [.. Enumerable.Range(0, 1000).Select(status => new AttemptOutcome.Answered(status, RetryAfter: null, AnswerHead: default, Truncated: false))];

    public async ValueTask<AttemptOutcome> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (!IsFramedInOneWay(answer))
        {
            await ConnectionDrop.DropAsync(answer);
            return new AttemptOutcome.Unreachable(FailureReasons.ProtocolError, Ambiguous: true);
        }

        // What follows 101 is no body, and it never ends.
        if (answer.StatusCode == HttpStatusCode.SwitchingProtocols)
        {
            return Bare[(int)answer.StatusCode];
        }

        var buffer = ArrayPool<byte>.Shared.Rent(maxBytes + 1);
        try
        {
            var (read, cut) = await ReadBodyAsync(answer, buffer.AsMemory(0, maxBytes + 1), cancellationToken);
            return Outcome(answer, buffer.AsSpan(0, Math.Min(read, maxBytes)), truncated: cut || read > maxBytes);
        }
        catch (HttpIOException exception) when (exception.HttpRequestError is HttpRequestError.InvalidResponse)
        {
            return new AttemptOutcome.Unreachable(FailureReasons.ProtocolError, Ambiguous: true);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // Past the limit the rest stays unread, and the connection is dropped with it.
    private static async ValueTask<(int Read, bool Cut)> ReadBodyAsync(HttpResponseMessage answer, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var read = 0;
        try
        {
            var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
            while (read < buffer.Length)
            {
                var count = await body.ReadAsync(buffer[read..], cancellationToken);
                if (count == 0)
                {
                    break;
                }

                read += count;
            }

            return (read, Cut: false);
        }
        catch (IOException exception) when (!cancellationToken.IsCancellationRequested
            && exception is not HttpIOException { HttpRequestError: HttpRequestError.InvalidResponse })
        {
            return (read, Cut: true);
        }
    }

    private AttemptOutcome.Answered Outcome(HttpResponseMessage answer, ReadOnlySpan<byte> body, bool truncated)
    {
        var status = (int)answer.StatusCode;
        var retryAfter = answer.IsSuccessStatusCode ? null : RetryAfterOf(answer);

        return body.IsEmpty && !truncated && retryAfter is null ? Bare[status] : new(status, retryAfter, body.ToArray(), truncated);
    }

    private TimeSpan? RetryAfterOf(HttpResponseMessage answer)
        => answer.Headers.NonValidated.TryGetValues("Retry-After", out var values) && values.Count == 1
            ? RetryAfter.Parse(values.ToString(), clock.GetUtcNow())
            : null;

    // Two lengths, or a length beside chunks: whoever stands between may see another answer than we do (RFC 9112, 6.3).
    internal static bool IsFramedInOneWay(HttpResponseMessage answer)
    {
        if (answer.Version.Major != 1 || !answer.Content.Headers.NonValidated.TryGetValues("Content-Length", out var lengths))
        {
            return true;
        }

        return lengths.Count == 1 && !lengths.ToString().AsSpan().ContainsAnyExceptInRange('0', '9') && !answer.Headers.NonValidated.Contains("Transfer-Encoding");
    }
}
