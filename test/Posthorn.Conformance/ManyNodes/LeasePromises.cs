using Posthorn.Delivery.Lanes;

namespace Posthorn.Conformance.ManyNodes;

/// <summary>One node holds a lane at a time, as long as it is known to live.</summary>
public abstract class LeasePromises(StoreUnderTest store) : NodesPromises(store)
{
    [Fact]
    public void Every_node_has_a_name_of_its_own()
    {
        Node.Leases.IsSole.ShouldBeFalse();
        Node.Leases.Term.ShouldBeGreaterThan(0);
        Other.Leases.Term.ShouldBeGreaterThan(0);
        Other.Leases.Term.ShouldNotBe(Node.Leases.Term);
    }

    [Fact]
    public async Task A_lane_that_a_living_node_holds_is_granted_to_no_other()
    {
        (await Acquire(Other, Endpoint.Key)).ShouldBeEmpty();

        // And again to the one that has it, with its name.
        var again = await Node.Leases.AcquireAsync([Endpoint.Key]);
        again.Term.ShouldBe(Node.Leases.Term);
        again.Lanes.ShouldHaveSingleItem().ShouldBe(LaneHealth.Active(Endpoint.Key));
    }

    [Fact]
    public async Task Two_nodes_never_hold_one_lane_however_many_ask_at_the_same_time()
    {
        var third = await Store.OpenNodeAsync();
        var keys = Enumerable.Range(1_000, 60).Select(static n => (long)n).ToList();

        var granted = await Task.WhenAll(((StoreNode[])[Node, Other, third]).Select((node, n) => Task.Run(async () =>
        {
            var (mine, random) = (new HashSet<long>(), new Random(n));
            for (var round = 0; round < 30; round++)
            {
                mine.UnionWith(await Acquire(node, [.. keys.Where(_ => random.Next(4) == 0)]));
            }

            mine.UnionWith(await Acquire(node, keys));
            return mine;
        })));

        granted.SelectMany(static one => one).ShouldBe(keys, ignoreOrder: true);
        (await Other.Leases.ShareAsync()).ShouldBe(new LaneShare(Nodes: 3, Held: 61));
    }

    [Fact]
    public async Task A_lane_that_is_given_back_goes_to_whoever_asks_next_with_what_it_remembers()
    {
        var health = new LaneHealth(Endpoint.Key, Now, Probes: 3, Now.AddMinutes(5), NoticesSent: 2);
        _ = await Node.Lanes.SaveHealthAsync(health, announcement: null);

        await Node.Leases.ReleaseAsync([Endpoint.Key]);

        var granted = await Other.Leases.AcquireAsync([Endpoint.Key]);
        granted.Term.ShouldBe(Other.Leases.Term);
        granted.Lanes.ShouldHaveSingleItem().ShouldBe(health);
        (await Acquire(Node, Endpoint.Key)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_gives_back_what_another_holds()
    {
        await Other.Leases.ReleaseAsync([Endpoint.Key]);

        (await Acquire(Other, Endpoint.Key)).ShouldBeEmpty();
        (await Acquire(Node, Endpoint.Key)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_dead_node_s_lanes_are_free_once_its_time_is_over_and_not_before()
    {
        var health = new LaneHealth(Endpoint.Key, Now, Probes: 1, NextProbeAt: null, NoticesSent: 0);
        _ = await Node.Lanes.SaveHealthAsync(health, announcement: null);
        await Node.KillAsync();
        (await Acquire(Other, Endpoint.Key)).ShouldBeEmpty();

        await Store.EndLeaseAsync(Node);

        (await Other.Leases.AcquireAsync([Endpoint.Key])).Lanes.ShouldHaveSingleItem().ShouldBe(health);
    }

    [Fact]
    public async Task After_a_decent_end_the_lanes_are_free_at_once()
    {
        await Node.DisposeAsync();

        (await Acquire(Other, Endpoint.Key)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_waits_is_seen_by_the_node_that_takes_its_lane()
    {
        _ = await Append(3);
        await Node.Leases.ReleaseAsync([Endpoint.Key]);
        (await Acquire(Other, Endpoint.Key)).ShouldHaveSingleItem();

        (await Other.Lanes.OpenLanesAsync()).ShouldContain(new OpenLane(Endpoint.Key, Now));
        (await Claim(Other)).Deliveries.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_node_that_was_declared_dead_and_lives_learns_of_it_and_begins_again_with_nothing()
    {
        var former = Node.Leases.Term;
        await TakeOver();

        var term = await Reborn(Node, former);

        term.ShouldBeGreaterThan(former);
        (await Acquire(Node, Endpoint.Key)).ShouldBeEmpty();
        (await Node.Leases.ShareAsync()).ShouldBe(new LaneShare(Nodes: 2, Held: 1));
    }

    [Fact]
    public async Task The_dead_hold_nothing_and_are_not_counted()
    {
        (await Other.Leases.ShareAsync()).ShouldBe(new LaneShare(Nodes: 2, Held: 1));
        await Node.KillAsync();
        await Store.EndLeaseAsync(Node);

        (await Other.Leases.ShareAsync()).ShouldBe(new LaneShare(Nodes: 1, Held: 0));
    }
}
