using Posthorn.Delivery.Storage;

namespace Posthorn.Conformance;

/// <summary>One process' store, from its start to its end.</summary>
internal abstract class StoreNode : IAsyncDisposable
{
    public abstract IEventLog Log { get; }

    public abstract ILaneStore Lanes { get; }

    public abstract ILaneLeases Leases { get; }

    public abstract IConfigurationStore Configuration { get; }

    public abstract IHistory History { get; }

    public abstract IReplayStore Replays { get; }

    public abstract IRetention Retention { get; }

    /// <summary>Sessions; a store without has nothing to promise of them.</summary>
    public virtual ISessionStore Sessions => throw new NotSupportedException("This store keeps no sessions.");

    /// <summary>Ends it as a power cut does: nothing is given back, and a lease runs until it is over.</summary>
    public abstract ValueTask KillAsync();

    /// <summary>Ends it as a process does that was told to. May follow on <see cref="KillAsync"/>.</summary>
    public abstract ValueTask DisposeAsync();
}
