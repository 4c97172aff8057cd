using System.Buffers;
using System.Net;
using Posthorn.Delivery.Sending;

namespace Posthorn.Receiver.Links;

/// <summary>Calls a vendor through the guarded handler: the address judged when it is dialled, no redirects, one deadline, a capped answer.</summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed class VendorLine(EgressOptions egress, TimeSpan patience, TimeProvider clock) : IDisposable
{
    private const int Slice = 16 * 1024;

    private readonly HttpMessageInvoker _invoker = GuardedHandler.CreateInvoker(egress, new SystemNameResolver(), new SocketConnector(), clock);

    /// <exception cref="VendorCallException">There is no answer that could be read.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> fired.</exception>
    public async Task<VendorReply> CallAsync(VendorCall call, CancellationToken cancellationToken)
    {
        using var content = new OutgoingContent(call.Body);
        using var message = MessageOf(call, content);
        using var deadline = new CancellationTokenSource(patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var answer = await _invoker.SendAsync(message, either.Token);
            return await ReadAsync(answer, either.Token);
        }
        catch (VendorCallException)
        {
            throw;
        }
        catch (Exception exception)
        {
            // The exception's own text may quote the address; its code does not.
            cancellationToken.ThrowIfCancellationRequested();
            throw new VendorCallException(deadline.IsCancellationRequested ? VendorCallCodes.Timeout : AttemptFailure.Of(exception, content).Code);
        }
    }

    public void Dispose() => _invoker.Dispose();

    private static HttpRequestMessage MessageOf(VendorCall call, OutgoingContent content)
    {
        var message = new HttpRequestMessage(call.Method, call.Target)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        if (call.Method == HttpMethod.Post)
        {
            message.Content = content;
            _ = content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        }

        _ = message.Headers.TryAddWithoutValidation("User-Agent", OutgoingRequest.DefaultUserAgent);
        _ = message.Headers.TryAddWithoutValidation("Accept", "application/json");
        foreach (var (name, value) in call.Headers)
        {
            if (!HeaderText.IsValue(value) || !message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Dispose();
                throw new VendorCallException(FailureReasons.HeaderInvalid);
            }
        }

        return message;
    }

    private async Task<VendorReply> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (!AnswerReader.IsFramedInOneWay(answer))
        {
            await ConnectionDrop.DropAsync(answer);
            throw new VendorCallException(FailureReasons.ProtocolError);
        }

        var status = (int)answer.StatusCode;
        var retryAfter = answer.Headers.NonValidated.TryGetValues("Retry-After", out var values) && values.Count == 1
            ? RetryAfter.Parse(values.ToString(), clock.GetUtcNow())
            : null;
        if (!answer.IsSuccessStatusCode)
        {
            // What a refusal says beside its status may quote the request: nobody reads it.
            return new(status, retryAfter, default);
        }

        var body = new ArrayBufferWriter<byte>();
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellationToken);
        while (await stream.ReadAsync(body.GetMemory(Slice), cancellationToken) is var read and > 0)
        {
            body.Advance(read);
            if (body.WrittenCount > egress.MaxAnswerBytes)
            {
                throw new VendorCallException(VendorCallCodes.AnswerTooLarge, status);
            }
        }

        return new(status, retryAfter, body.WrittenMemory);
    }
}
