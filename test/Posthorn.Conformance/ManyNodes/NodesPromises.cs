using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Scheduling;
using Posthorn.Delivery.Sending;

namespace Posthorn.Conformance.ManyNodes;

/// <summary>Two nodes over the same data. The first holds the lanes, and may be cut off while it goes on: it is the zombie of these tests.</summary>
public abstract class NodesPromises(StoreUnderTest store) : StorePromises(store)
{
    /// <summary>The one that takes over.</summary>
    private protected StoreNode Other { get; private set; } = null!;

    private protected override async Task PrepareAsync()
    {
        Store.ManyNodes.ShouldBeTrue("this is asked of stores for many nodes");
        Other = await Store.OpenNodeAsync();
        _ = await Other.Configuration.LoadAsync();
    }

    private protected static async Task<IReadOnlyCollection<long>> Acquire(StoreNode node, params IReadOnlyCollection<long> endpointKeys) =>
        [.. (await node.Leases.AcquireAsync(endpointKeys)).Lanes.Select(static lane => lane.EndpointKey)];

    private protected ValueTask<Claim> Claim(StoreNode node, int limit = NoLimit, Endpoint? of = null) =>
        node.Lanes.ClaimAsync(new((of ?? Endpoint).Key, limit, int.MaxValue, Now), Now);

    private protected ValueTask<Settled> Settle(StoreNode node, DueDelivery delivery, AttemptOutcome outcome, NextStep next) =>
        node.Lanes.SettleAsync(new(delivery, new(AttemptId.New(Now), Now, TimeSpan.Zero, outcome), next, Now));

    /// <summary>Settles what dead nodes held, as one of perhaps several that do so at this moment.</summary>
    /// <returns>What was still held when this node settled it.</returns>
    private protected async Task<IReadOnlyList<DeliveryId>> Recover(StoreNode node, NextStep? next = null)
    {
        var settled = new List<DeliveryId>();
        while (await node.Lanes.OrphansAsync() is { Count: > 0 } found)
        {
            foreach (var orphan in found)
            {
                if ((await Settle(node, orphan.Delivery, Crashed, next ?? Again())).Held)
                {
                    settled.Add(orphan.Delivery.Id);
                }
            }
        }

        return settled;
    }

    /// <summary>The first node's time is over, and the other has its lanes and has settled what it held. It does not know.</summary>
    private protected async Task TakeOver()
    {
        await Store.EndLeaseAsync(Node);
        _ = await Recover(Other);
        (await Acquire(Other, Endpoint.Key)).ShouldHaveSingleItem();
    }

    /// <summary>Waits until a node has learned that it lost a term, and lives under another.</summary>
    private protected static async Task<long> Reborn(StoreNode node, long formerTerm)
    {
        var changed = new SemaphoreSlim(0);
        node.Leases.TermChanged += () => changed.Release();

        // Whoever asks for lanes under a term that was lost finds out.
        while (node.Leases.Term is var term && (term == formerTerm || term == 0))
        {
            _ = await node.Leases.AcquireAsync([long.MaxValue]);
            if (node.Leases.Term is var now && (now == formerTerm || now == 0))
            {
                (await changed.WaitAsync(TimeSpan.FromSeconds(60))).ShouldBeTrue("a node that was declared dead learns of it");
            }
        }

        return node.Leases.Term;
    }
}
