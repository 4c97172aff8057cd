namespace Posthorn.Delivery.Sending;

/// <summary>Sends one request through the guarded handler, within one deadline. Safe for any number of attempts at once.</summary>
internal sealed class EndpointClient : IEndpointClient, IDisposable
{
    private readonly HttpMessageInvoker _invoker;
    private readonly AnswerReader _reader;
    private readonly DeadlinePool _deadlines;
    private long _resent;

    public EndpointClient(EgressOptions options, INameResolver resolver, IConnector connector, TimeProvider clock)
    {
        _invoker = GuardedHandler.CreateInvoker(options, resolver, connector, clock);
        _reader = new AnswerReader(options.MaxAnswerBytes, clock);
        _deadlines = new DeadlinePool(clock);
    }

    /// <summary>How often HTTP/2 sent a request again because the endpoint said that it had not looked at it.</summary>
    public long Resent => Volatile.Read(ref _resent);

    public async ValueTask<AttemptOutcome> SendAsync(OutgoingRequest request, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();

        using var content = new OutgoingContent(request.Body);
        using var message = OutgoingMessage.Create(request, content, out var reason);
        if (message is null)
        {
            return new AttemptOutcome.Rejected(reason);
        }

        var deadline = _deadlines.Rent(request.Deadline);
        var stopping = stop.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), deadline);
        var endedWell = false;
        try
        {
            // Our deadline runs until the body is read; the handler's would end with the head.
            using var answer = await _invoker.SendAsync(message, deadline.Token);
            content.EnterBody();
            var outcome = await _reader.ReadAsync(answer, deadline.Token);
            endedWell = outcome is AttemptOutcome.Answered { Truncated: false };
            return outcome;
        }
        catch (Exception exception)
        {
            stop.ThrowIfCancellationRequested();
            return deadline.IsCancellationRequested
                ? new AttemptOutcome.TimedOut(content.Phase, content.MayHaveLeft)
                : AttemptFailure.Of(exception, content);
        }
        finally
        {
            await stopping.DisposeAsync();
            Settle(deadline, endedWell, content);
        }
    }

    public void Dispose()
    {
        _invoker.Dispose();
        _deadlines.Dispose();
    }

    private void Settle(CancellationTokenSource deadline, bool endedWell, OutgoingContent content)
    {
        if (endedWell)
        {
            _deadlines.Return(deadline);
        }
        else
        {
            deadline.Dispose();
        }

        if (content.TimesWritten > 1)
        {
            Interlocked.Increment(ref _resent);
        }
    }
}
