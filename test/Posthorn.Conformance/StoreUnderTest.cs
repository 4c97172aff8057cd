using Posthorn.Delivery.Replay;

namespace Posthorn.Conformance;

/// <summary>What the suite must be given to try a store: data of its own, nodes over it, and the ways in which the world treats both.</summary>
/// <remarks>One for each test: what it holds is gone when it is disposed, with every node that is still open.</remarks>
public abstract class StoreUnderTest : IAsyncDisposable
{
    private MissedEvents _missed = new(static (_, _) => true, static (_, @event) => @event.Sequence);

    /// <summary>Whether several nodes may be open at a time. Where they may not, the one before must have been ended.</summary>
    public abstract bool ManyNodes { get; }

    /// <summary>When the tests take place. A store that looks at a clock of its own may have its reasons for another day.</summary>
    public virtual DateTimeOffset Noon => new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>What endpoints want, and what their profiles make of an event: everything, unless a test says otherwise.</summary>
    internal MissedEvents Missed
    {
        get => _missed;
        set => _missed = value;
    }

    /// <summary>The same for the nodes that are open already: what is asked is what a test said last.</summary>
    internal MissedEvents MissedByNow => new((key, type) => _missed.Wants(key, type), (key, @event) => _missed.BodyHash(key, @event));

    /// <summary>Ends as the data does.</summary>
    public abstract ValueTask DisposeAsync();

    /// <summary>Starts a node over the data, with all that a start does to them. It is alive and knows its term when this returns.</summary>
    internal abstract Task<StoreNode> OpenNodeAsync();

    /// <summary>
    /// Lets the lease of a node run out, for all that others can see. The node does not learn of it by this, and may go on. Where there is one node at a
    /// time, there is nothing to do.
    /// </summary>
    internal abstract ValueTask EndLeaseAsync(StoreNode node);

    /// <summary>Makes every change fail, as a full disk or a database that is away does, until what is returned is disposed.</summary>
    internal abstract Task<IAsyncDisposable> RefuseChangesAsync();

    /// <summary>Turns over a stored event's data behind everybody's back.</summary>
    internal abstract Task SpoilDataAsync(EventId id);
}
