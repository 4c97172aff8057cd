namespace Posthorn.Postgres.Leases;

/// <summary>Under which term a node may act at this moment, and who is told when that changes.</summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed class NodeTerm : IDisposable
{
    private static readonly TimeSpan AtLeast = TimeSpan.FromMilliseconds(1);

    private readonly TimeProvider _machine;
    private readonly TimeSpan _stopAfter;
    private readonly Lock _gate = new();
    private readonly ITimer _end;
    private volatile Proof? _proof;
    private long _told;

    public NodeTerm(TimeProvider machine, TimeSpan stopAfter)
    {
        (_machine, _stopAfter) = (machine, stopAfter);
        _end = machine.CreateTimer(static term => ((NodeTerm)term!).LookAtEnd(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Raised on a thread of the pool, after it has changed.</summary>
    public event Action? Changed;

    /// <summary>The term; 0 while its last proof is too old. Reads memory only.</summary>
    public long Current => _proof is { } proof && proof.Holds(_machine, _stopAfter) ? proof.Term : 0;

    /// <summary>The term that was registered last, whether it still holds or not; 0 when it was ended.</summary>
    public long Registered => _proof?.Term ?? 0;

    public void Prove(Proof proof)
    {
        _proof = proof;
        Look();
        _ = _end.Change(_stopAfter, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Nothing is held any more.</summary>
    public void End()
    {
        _proof = null;
        Look();
    }

    public void Dispose() => _end.Dispose();

    // A timer may fire a moment before the clock that proofs are measured by gets there. Nobody would look again then, or tell that the term is over.
    private void LookAtEnd()
    {
        Look();
        if (_proof is { } proof && proof.Holds(_machine, _stopAfter))
        {
            var left = _stopAfter - _machine.GetElapsedTime(proof.SentAt);
            _ = _end.Change(left > AtLeast ? left : AtLeast, Timeout.InfiniteTimeSpan);
        }
    }

    private void Look()
    {
        lock (_gate)
        {
            var current = Current;
            if (current == _told)
            {
                return;
            }

            _told = current;
        }

        // Not here: whoever listens may take long, and the next proof does not wait.
        _ = ThreadPool.UnsafeQueueUserWorkItem(static term => term.Changed?.Invoke(), this, preferLocal: false);
    }
}
