using Posthorn.Conformance;
using Posthorn.Delivery.Storage;
using Posthorn.Proof.Simulation.Storing;

namespace Posthorn.Proof.Tests.Simulation.Conformance;

/// <summary>The simulated store as the promises of a store ask for it: without a scheduler, and at once.</summary>
internal sealed class SimulatedUnderTest(bool manyNodes) : StoreUnderTest
{
    private readonly Lock _gate = new();
    private readonly List<SimulatedNode> _nodes = [];

    public Tables Tables { get; } = new(isSole: !manyNodes, Flaws.None);

    public override bool ManyNodes => manyNodes;

    public Dictionary<long, List<SecretRow>> Secrets { get; } = [];

    public override ValueTask DisposeAsync() => default;

    internal override Task<StoreNode> OpenNodeAsync()
    {
        var node = new SimulatedNode(this, new(_gate), MissedByNow);
        _nodes.Add(node);
        return Task.FromResult<StoreNode>(node);
    }

    // By the store's clock, which in these tests stands still, the time of everybody else is not over.
    internal override ValueTask EndLeaseAsync(StoreNode node)
    {
        lock (_gate)
        {
            if (manyNodes)
            {
                Terms.Retire(Tables, ((SimulatedNode)node).Leases.Term);
            }
        }

        return default;
    }

    internal override Task<IAsyncDisposable> RefuseChangesAsync() => throw new NotSupportedException("What a store that is away does to the engine is what worlds are for.");

    internal override Task SpoilDataAsync(EventId id) => throw new NotSupportedException("The simulated store does not spoil.");
}
