using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Replay;
using Posthorn.Delivery.Storage;

namespace Posthorn.Conformance.ManyNodes;

/// <summary>Events come in at any node, and there is one log.</summary>
public abstract class SharedLogPromises(StoreUnderTest store) : NodesPromises(store)
{
    [Fact]
    public async Task Q9_A_reader_at_a_third_node_sees_all_that_two_nodes_append_once_in_ever_higher_places()
    {
        const int each = 50;
        var third = await Store.OpenNodeAsync();
        var writing = Task.WhenAll(Enumerable.Range(0, 16).Select(n => Task.Run(async () =>
        {
            var (node, ids) = (n % 2 == 0 ? Node : Other, new List<EventId>());
            for (var i = 0; i < each; i++)
            {
                List<EventToStore> items = [.. Enumerable.Range(0, 1 + (i % 3)).Select(_ => AnEvent(to: []))];
                ids.AddRange((await node.Log.AppendAsync(items)).Select(static one => ((Appended.Stored)one).Event.Id));
            }

            return ids;
        })));

        var read = new List<EventView>();
        bool over;
        do
        {
            over = writing.IsCompleted;
            while (await third.History.FeedAsync(Partner.Key, read is [.., var last] ? last.Sequence : 0, 7, CancellationToken.None) is { Count: > 0 } found)
            {
                read.AddRange(found);
            }
        }
        while (!over);

        read.Select(static one => one.Sequence).ShouldBeInOrder(SortDirection.Ascending);
        read.Select(static one => one.Sequence).Distinct().Count().ShouldBe(read.Count);
        read.Select(static one => one.Id).ShouldBe((await writing).SelectMany(static one => one), ignoreOrder: true);
    }

    [Fact]
    public async Task B_P16_The_same_key_at_two_nodes_at_once_makes_one_event()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 500).Select(n => Task.Run(
            async () => await (n % 2 == 0 ? Node : Other).Log.AppendAsync(AnEvent(key: "k")))));

        var stored = results.OfType<Appended.Stored>().ShouldHaveSingleItem().Event;
        results.OfType<Appended.Replayed>().Count().ShouldBe(499);
        results.OfType<Appended.Replayed>().ShouldAllBe(one => one.Event.Id == stored.Id && one.Event.Deliveries.Single() == stored.Deliveries.Single());
        (await Views()).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task F_D7_The_same_keys_in_opposite_order_at_two_nodes_are_all_stored_once()
    {
        for (var round = 0; round < 20; round++)
        {
            var names = Enumerable.Range(0, 20).Select(n => $"{round}-{n}").ToList();
            var results = await Task.WhenAll(((StoreNode[])[Node, Other]).Select((node, n) => Task.Run(
                async () => await node.Log.AppendAsync([.. (n == 0 ? names : Enumerable.Reverse(names)).Select(name => AnEvent(key: name, to: []))]))));

            results.SelectMany(static one => one).Count(static one => one is Appended.Stored).ShouldBe(20);
        }
    }

    [Fact]
    public async Task What_a_node_appends_for_a_lane_of_another_is_due_there()
    {
        var item = AnEvent();
        _ = await Other.Log.AppendAsync(item);

        (await Claim(Node)).Deliveries.ShouldHaveSingleItem().Id.ShouldBe(item.Deliveries[0].Id);
    }

    [Fact]
    public async Task Q14_A_range_that_two_nodes_drive_at_the_same_time_takes_each_event_once()
    {
        for (var i = 0; i < 60; i++)
        {
            _ = await Append(AnEvent(to: []));
        }

        var id = ReplayJobId.New(Now);
        await Node.Replays.AddJobAsync(new(
            id, Endpoint.Key, DateTimeOffset.UnixEpoch, ReplayJob.Unbounded, ReplayStates.Missed, ReplayJobState.Running, 0, ReplayJob.LastEvent, 0, 0, 0, Now, null));
        _ = await Task.WhenAll(((StoreNode[])[Node, Other, Node, Other]).Select(node => Task.Run(async () =>
        {
            while ((await node.Replays.StepAsync(id, 4, Now)).State == ReplayJobState.Running)
            {
            }

            return true;
        })));

        (await Node.Replays.FindJobAsync(id, CancellationToken.None)).ShouldNotBeNull().ShouldSatisfyAllConditions(
            job => (job.State, job.Scanned, job.Replayed).ShouldBe((ReplayJobState.Finished, 60, 60)));
        (await Views()).Count.ShouldBe(60);
        (await Claim(Node)).Deliveries.Count.ShouldBe(60);
    }

    [Fact]
    public async Task Q14_Two_nodes_that_sweep_at_the_same_time_leave_nothing_old_and_take_nothing_open()
    {
        _ = await Append(300, []);
        var open = await Append(3);
        foreach (var held in await AppendHeld(50))
        {
            _ = await Deliver(held);
        }

        _ = await Task.WhenAll(((StoreNode[])[Node, Other]).Select(node => Task.Run(async () =>
        {
            int swept;
            do
            {
                swept = await node.Retention.SweepAsync(Now.AddDays(60), 20);
            }
            while (swept >= 20);

            return swept;
        })));

        (await Views()).Where(static view => view.State == DeliveryState.Pending).Select(static view => view.EventId).ShouldBe(open.Select(static one => one.Id));
        foreach (var delivery in (await Claim(Node)).Deliveries)
        {
            (await Deliver(delivery)).Held.ShouldBeTrue();
        }

        while (await Node.Retention.SweepAsync(Now.AddDays(60), 100) >= 100)
        {
        }

        (await Feed()).ShouldBeEmpty();
    }

    [Fact]
    public async Task F_O6_A_replay_at_one_node_finds_what_another_holds_in_flight()
    {
        var held = await AppendAndClaim();

        (await Other.Replays.ReplayAsync(held.Id, Now)).ShouldBe(ReplayOutcome.InFlight);
        _ = await Settle(held, Down, Dead);
        (await Other.Replays.ReplayAsync(held.Id, Now)).ShouldBe(ReplayOutcome.Due);

        (await Claim(Node)).Deliveries.ShouldHaveSingleItem().AttemptInSchedule.ShouldBe(1);
    }
}
