using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Scheduling;

namespace Posthorn.Conformance.ManyNodes;

/// <summary>What a node leaves behind goes to others: each piece to one of them, and none to nobody.</summary>
public abstract class TakeoverPromises(StoreUnderTest store) : NodesPromises(store)
{
    private const int Rounds = 200;

    [Fact]
    public async Task What_a_living_node_holds_is_no_orphan()
    {
        _ = await AppendAndClaim();

        (await Other.Lanes.OrphansAsync()).ShouldBeEmpty();
        await Node.KillAsync();
        (await Other.Lanes.OrphansAsync()).ShouldBeEmpty();

        await Store.EndLeaseAsync(Node);
        (await Recover(Other)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task F_P12_Several_who_recover_at_the_same_time_settle_each_once()
    {
        var third = await Store.OpenNodeAsync();
        var held = await AppendHeld(300);
        await Node.KillAsync();
        await Store.EndLeaseAsync(Node);

        var settled = await Task.WhenAll(((StoreNode[])[Other, third, Other]).Select(node => Task.Run(() => Recover(node, Again(TimeSpan.FromHours(1))))));

        settled.SelectMany(static one => one).ShouldBe(held.Select(static one => one.Id), ignoreOrder: true);
        (await Acquire(Other, Endpoint.Key)).ShouldHaveSingleItem();
        Now = Now.AddHours(1);
        (await Claim(Other)).Deliveries.ShouldSatisfyAllConditions(
            claimed => claimed.Count.ShouldBe(300), claimed => claimed.ShouldAllBe(delivery => delivery.Attempt == 2));
    }

    [Fact]
    public async Task Two_nodes_that_claim_of_one_lane_never_get_the_same()
    {
        // They should not; but nothing may come of it if they do.
        _ = await Append(300);

        var claims = await Task.WhenAll(((StoreNode[])[Node, Other, Node, Other]).Select(node => Task.Run(async () =>
        {
            var mine = new List<DueDelivery>();
            while (await Claim(node, limit: 7) is { Deliveries.Count: > 0 } claim)
            {
                mine.AddRange(claim.Deliveries);
            }

            return mine;
        })));

        claims.SelectMany(static one => one).Select(static one => one.Id).Distinct().Count().ShouldBe(300);
        claims.Sum(static one => one.Count).ShouldBe(300);
    }

    [Fact]
    public async Task A_lane_is_handed_over_with_what_was_given_back_and_without_what_is_still_under_way()
    {
        _ = await Append(5);
        var held = (await Claim(limit: 4)).Deliveries;
        await Node.Lanes.ReleaseAsync([.. held.Take(3)], Now);
        await Node.Leases.ReleaseAsync([Endpoint.Key]);
        _ = await Acquire(Other, Endpoint.Key);

        var next = (await Claim(Other)).Deliveries;

        next.Count.ShouldBe(4);
        next.ShouldNotContain(one => one.Id == held[3].Id);
        (await Settle(Node, held[3], Ok, NextStep.Delivered.Instance)).Held.ShouldBeTrue();
    }

    [Fact]
    public async Task F_P6_I11_However_a_death_and_claims_fall_together_no_row_is_left_that_nobody_selects()
    {
        for (var round = 0; round < Rounds; round++)
        {
            _ = await Append(3);
            var term = Node.Leases.Term;
            var claiming = Enumerable.Range(0, 2).Select(_ => Task.Run(async () => (await Claim(Node, limit: 1)).Deliveries));
            var appending = Enumerable.Range(0, 2).Select(_ => Task.Run(AppendOneHeld));
            var working = Task.WhenAll(claiming.Concat(appending));

            await Store.EndLeaseAsync(Node);
            var recovered = (await Recover(Other)).ToHashSet();
            var held = (await working).SelectMany(static one => one).ToList();
            recovered.UnionWith(await Recover(Other));

            // Whatever is held under the dead name was claimed before it died. What is held under another is the node's own: it has learned of its death already.
            held.Where(one => one.Holder == term).ShouldAllBe(one => recovered.Contains(one.Id));
            foreach (var one in held.Where(one => one.Holder != term))
            {
                (await Settle(Node, one, Ok, NextStep.Delivered.Instance)).Held.ShouldBeTrue();
            }

            await DeliverAll(round, term);
        }

        (await Views()).Count.ShouldBe(5 * Rounds);
    }

    private async Task<IReadOnlyList<DueDelivery>> AppendOneHeld()
    {
        var item = AnEvent(claimed: true);
        var stored = await Append(item);
        return stored.Holder == 0 ? [] : [Held(item, stored)];
    }

    private async Task DeliverAll(int round, long former)
    {
        (await Acquire(Other, Endpoint.Key)).ShouldHaveSingleItem($"round {round}: a dead node's lane is free");
        while (await Claim(Other) is { Deliveries: { Count: > 0 } claimed })
        {
            foreach (var one in claimed)
            {
                (await Settle(Other, one, Ok, NextStep.Delivered.Instance)).Held.ShouldBeTrue();
            }
        }

        (await Node.History.BacklogAsync(CancellationToken.None)).Pending.ShouldBe(0, $"round {round}: a row that nobody selects");
        _ = await Reborn(Node, former);
        await Other.Leases.ReleaseAsync([Endpoint.Key]);
        (await Acquire(Node, Endpoint.Key)).ShouldHaveSingleItem();
    }
}
