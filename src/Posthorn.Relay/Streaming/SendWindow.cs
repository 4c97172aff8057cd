namespace Posthorn.Relay.Streaming;

/// <summary>How much may be on its way to one listener and not acknowledged: a slow one holds back itself, and nobody's memory.</summary>
/// <remarks>One caller sends, another acknowledges.</remarks>
internal sealed class SendWindow(int most, long mostBytes)
{
    private readonly Lock _gate = new();
    private readonly Queue<(long Sequence, long Bytes)> _underway = [];
    private TaskCompletionSource? _waiting;
    private long _bytes;
    private long _sent;

    private bool IsOpen => _underway.Count < most && _bytes < mostBytes;

    /// <summary>Waits until there is room for one more, of any size.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        Task waiting;
        lock (_gate)
        {
            if (IsOpen)
            {
                return;
            }

            _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting = _waiting.Task;
        }

        await waiting.WaitAsync(cancellationToken);
    }

    public void Sent(long sequence, long bytes)
    {
        lock (_gate)
        {
            _underway.Enqueue((sequence, bytes));
            _bytes += bytes;
            _sent = sequence;
        }
    }

    /// <returns>False when it was never sent: whoever says that it has it does not keep to the protocol.</returns>
    public bool TryAcknowledge(long sequence)
    {
        lock (_gate)
        {
            if (sequence > _sent)
            {
                return false;
            }

            while (_underway.TryPeek(out var first) && first.Sequence <= sequence)
            {
                _ = _underway.Dequeue();
                _bytes -= first.Bytes;
            }

            if (IsOpen)
            {
                _waiting?.TrySetResult();
                _waiting = null;
            }

            return true;
        }
    }
}
