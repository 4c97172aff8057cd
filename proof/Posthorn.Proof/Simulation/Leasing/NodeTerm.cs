using Posthorn.Proof.Simulation.Running;
using Posthorn.Proof.Simulation.Tracing;

namespace Posthorn.Proof.Simulation.Leasing;

/// <summary>Under which term a process may act at this moment, by both of its machine's clocks.</summary>
internal sealed class NodeTerm : IDisposable
{
    private readonly Life _life;
    private readonly Machine _machine;
    private readonly TimeSpan _stopAfter;
    private readonly Trace _trace;
    private readonly ITimer _end;
    private TimeSpan _provenAt;
    private DateTimeOffset _provenAtWall;
    private long _told;

    public NodeTerm(Life life, Machine machine, ProcessClock clock, TimeSpan stopAfter, Trace trace)
    {
        (_life, _machine, _stopAfter, _trace) = (life, machine, stopAfter, trace);
        _end = clock.CreateTimer(static term => ((NodeTerm)term!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Called in a step of its own after the term has changed.</summary>
    public Action? OnChange { get; set; }

    /// <summary>The term; 0 while the last proof is too old.</summary>
    public long Current =>
        Registered != 0 && _machine.Uptime - _provenAt < _stopAfter && _machine.Wall - _provenAtWall < _stopAfter ? Registered : 0;

    /// <summary>The term that was registered last, whether it still holds or not.</summary>
    public long Registered { get; private set; }

    /// <summary>The store has said that the term holds, when it was asked at these times.</summary>
    public void Prove(long term, TimeSpan askedAt, DateTimeOffset askedAtWall)
    {
        (Registered, _provenAt, _provenAtWall) = (term, askedAt, askedAtWall);
        Look();
        _ = _end.Change(_stopAfter, Timeout.InfiniteTimeSpan);
    }

    public void End()
    {
        Registered = 0;
        Look();
    }

    public void Dispose() => _end.Dispose();

    private void Look()
    {
        var current = Current;
        if (current != _told)
        {
            _told = current;
            _trace.Say(What.TermChanged, _life.Number, current);
            _life.Post(static changed => ((NodeTerm)changed!).OnChange?.Invoke(), this);
        }
    }
}
