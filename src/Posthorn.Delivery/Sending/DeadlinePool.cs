using System.Collections.Concurrent;

namespace Posthorn.Delivery.Sending;

/// <summary>Cancellation sources with a timer, used again where the one before ended well: an attempt makes no timer of its own.</summary>
internal sealed class DeadlinePool(TimeProvider clock) : IDisposable
{
    private const int Kept = 256;

    private readonly ConcurrentQueue<CancellationTokenSource> _idle = new();

    public CancellationTokenSource Rent(TimeSpan deadline)
    {
        if (!_idle.TryDequeue(out var source))
        {
            return new CancellationTokenSource(deadline, clock);
        }

        source.CancelAfter(deadline);
        return source;
    }

    /// <summary>Takes a source back. Only after an attempt that left nothing behind which still looks at the token.</summary>
    public void Return(CancellationTokenSource source)
    {
        if (_idle.Count < Kept && source.TryReset())
        {
            _idle.Enqueue(source);
        }
        else
        {
            source.Dispose();
        }
    }

    public void Dispose()
    {
        while (_idle.TryDequeue(out var source))
        {
            source.Dispose();
        }
    }
}
