using Posthorn.Delivery.Lanes;
using Posthorn.Postgres.Opening;
using Posthorn.Postgres.Tests.Databases;

namespace Posthorn.Postgres.Tests.Leases;

[Collection(SharedPostgres.Name)]
public sealed class NodeLeaseTests(SharedPostgres postgres)
{
    [Fact]
    public async Task A_lane_that_a_living_node_holds_is_not_given_to_another()
    {
        await using var nodes = await TwoNodes.StartAsync(postgres);

        var granted = await nodes.First.Leases.AcquireAsync([1, 2, 2]);
        granted.Term.ShouldBe(nodes.First.Leases.Term);
        granted.Lanes.OrderBy(lane => lane.EndpointKey).ShouldBe([LaneHealth.Active(1), LaneHealth.Active(2)]);

        (await nodes.Second.Leases.AcquireAsync([1, 2, 3])).Lanes.ShouldHaveSingleItem().EndpointKey.ShouldBe(3);
        (await nodes.Second.Leases.ShareAsync()).ShouldBe(new LaneShare(Nodes: 2, Held: 3));
    }

    [Fact]
    public async Task A_lane_that_is_asked_for_again_is_granted_again_and_not_written_again()
    {
        await using var nodes = await TwoNodes.StartAsync(postgres);
        _ = await nodes.First.Leases.AcquireAsync([1]);

        (await nodes.First.Leases.AcquireAsync([1])).Lanes.ShouldHaveSingleItem();

        (await Sql.ScalarAsync<long>(nodes.Database, "select epoch from lanes where endpoint_key = 1")).ShouldBe(1);
    }

    [Fact]
    public async Task A_lane_that_is_given_back_may_be_taken_and_remembers_its_health()
    {
        await using var nodes = await TwoNodes.StartAsync(postgres);
        _ = await nodes.First.Leases.AcquireAsync([1]);
        await Sql.ExecuteAsync(nodes.Database, "update lanes set failing_since = '2026-11-21Z', probes = 3, next_probe_at = '2026-11-22Z', notices_sent = 2");

        await nodes.Second.Leases.ReleaseAsync([1]);
        (await nodes.Second.Leases.AcquireAsync([1])).Lanes.ShouldBeEmpty();

        await nodes.First.Leases.ReleaseAsync([1]);
        (await nodes.Second.Leases.AcquireAsync([1])).Lanes.ShouldHaveSingleItem().ShouldBe(new(
            1, new DateTimeOffset(2026, 11, 21, 0, 0, 0, TimeSpan.Zero), 3, new DateTimeOffset(2026, 11, 22, 0, 0, 0, TimeSpan.Zero), 2));
        (await Sql.ScalarAsync<long>(nodes.Database, "select epoch from lanes where endpoint_key = 1")).ShouldBe(2);
    }

    [Fact]
    public async Task Lanes_that_many_want_at_once_go_to_one_each()
    {
        await using var nodes = await TwoNodes.StartAsync(postgres);
        long[] lanes = [.. Enumerable.Range(1, 200)];

        var granted = await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            var node = i % 2 == 0 ? nodes.First : nodes.Second;
            return (node.Leases.Term, (await node.Leases.AcquireAsync([.. lanes.OrderBy(lane => (lane * 31 * (i + 1)) % 211)])).Lanes);
        }));

        var holders = granted.SelectMany(one => one.Lanes.Select(lane => (lane.EndpointKey, one.Term))).Distinct().ToList();
        holders.Select(one => one.EndpointKey).Order().ShouldBe(lanes);
    }

    [Fact]
    public async Task A_node_whose_time_is_over_keeps_its_lanes_until_it_is_declared_dead()
    {
        await using var nodes = await TwoNodes.StartAsync(postgres);
        _ = await nodes.First.Leases.AcquireAsync([1]);
        await nodes.RunOutAsync(nodes.First.Leases);

        (await nodes.Second.Leases.AcquireAsync([1])).Lanes.ShouldBeEmpty();
        (await nodes.Second.Leases.DeclareDeadAsync()).ShouldBe([nodes.First.Leases.Registered]);
        (await nodes.Second.Leases.AcquireAsync([1])).Lanes.ShouldHaveSingleItem();

        // Named until its row is deleted, and declared once.
        (await nodes.Second.Leases.DeclareDeadAsync()).Count.ShouldBe(1);
        nodes.Logs.Lines.Count(line => line.Id == EventIds.NodeDeclaredDead).ShouldBe(1);
    }

    [Fact]
    public async Task A_node_that_was_declared_dead_gets_nothing_and_begins_again_with_nothing()
    {
        await using var nodes = await TwoNodes.StartAsync(postgres);
        var before = nodes.First.Leases.Term;
        using var changed = new SemaphoreSlim(0);
        nodes.First.Leases.TermChanged += () => changed.Release();
        _ = await nodes.First.Leases.AcquireAsync([1]);
        await nodes.DeclareFirstDeadAsync();

        (await nodes.First.Leases.AcquireAsync([2])).Lanes.ShouldBeEmpty();

        await changed.WaitAsync();
        nodes.First.Leases.Term.ShouldBe(before + 2);
        nodes.Logs.Lines.ShouldContain(line => line.Id == EventIds.NodeWasDeclaredDead);
        (await nodes.First.Leases.AcquireAsync([1, 2])).ShouldSatisfyAllConditions(
            granted => granted.Term.ShouldBe(before + 2),
            granted => granted.Lanes.Count.ShouldBe(2));
    }

    [Fact]
    public async Task A_node_that_ends_in_order_leaves_its_lanes_at_once()
    {
        await using var nodes = await TwoNodes.StartAsync(postgres);
        var term = nodes.First.Leases.Term;
        _ = await nodes.First.Leases.AcquireAsync([1]);

        await nodes.First.Leases.RetireAsync();

        nodes.First.Leases.Term.ShouldBe(0);
        (await nodes.First.Leases.AcquireAsync([1])).Lanes.ShouldBeEmpty();
        (await nodes.Second.Leases.DeclareDeadAsync()).ShouldBe([term]);
        (await nodes.Second.Leases.AcquireAsync([1])).Lanes.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_node_that_starts_under_the_name_of_a_dead_one_need_not_wait()
    {
        var database = await postgres.CreateDatabaseAsync();
        var options = new PostgresOptions { NodeName = "ward-3", DaysAhead = 1 };
        using var logs = new CollectedLogs();
        await using (var crashed = await PostgresStorage.OpenAsync(database, options, TimeProvider.System, logs))
        {
            _ = await crashed.Leases.AcquireAsync([1]);
        }

        await using var stranger = await PostgresStorage.OpenAsync(database, options with { NodeName = null }, TimeProvider.System, logs);
        (await stranger.Leases.AcquireAsync([1])).Lanes.ShouldBeEmpty();

        await using var again = await PostgresStorage.OpenAsync(database, options, TimeProvider.System, logs);
        (await again.Leases.AcquireAsync([1])).Lanes.ShouldHaveSingleItem();
        stranger.Leases.Term.ShouldBe(2);
        (await stranger.Leases.ShareAsync()).Nodes.ShouldBe(2);
    }

    [Fact]
    public async Task A_listener_that_breaks_does_not_end_the_node()
    {
        await using var nodes = await TwoNodes.StartAsync(postgres);
        nodes.First.Leases.TermChanged += () => throw new InvalidOperationException("Broken.");
        await nodes.DeclareFirstDeadAsync();

        nodes.First.Leases.Hurry();

        await nodes.Logs.Of(EventIds.ListenerBroke);
        nodes.First.Leases.Term.ShouldBe(3);
    }
}
