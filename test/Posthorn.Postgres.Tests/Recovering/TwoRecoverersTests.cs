using Posthorn.Conformance;
using Posthorn.Delivery.Recording;
using Posthorn.Postgres.Tests.Databases;
using Posthorn.Postgres.Tests.Promises;

namespace Posthorn.Postgres.Tests.Recovering;

/// <summary>F-P12: several nodes settle what a dead one held, at the same time.</summary>
[Collection(SharedPostgres.Name)]
public sealed class TwoRecoverersTests(SharedPostgres postgres) : StorePromises(new PostgresUnderTest(postgres))
{
    [Fact]
    public async Task Two_recoverers_at_once_settle_each_orphan_once_and_raise_no_attempt_twice()
    {
        var held = await AppendHeld(60);
        var dead = Node;
        await dead.KillAsync();
        await Store.EndLeaseAsync(dead);
        var nodes = new[] { await Store.OpenNodeAsync(), await Store.OpenNodeAsync() };

        var settled = await Task.WhenAll(nodes.Select(node => Task.Run(() => RecoverAsync(node))));

        settled.Sum().ShouldBe(60);
        foreach (var node in nodes)
        {
            (await node.Lanes.OrphansAsync()).ShouldBeEmpty();
        }

        var views = await Task.WhenAll(held.Select(async one => await nodes[0].History.FindDeliveryAsync(one.Id, CancellationToken.None)));
        views.ShouldAllBe(static view => view!.State == DeliveryState.Pending && !view.InFlight && view.Attempts == 1);
        var attempts = await Task.WhenAll(held.Select(async one => await nodes[0].History.AttemptsAsync(one.Id, CancellationToken.None)));
        attempts.ShouldAllBe(static one => one.Count == 1 && one[0].Outcome == "outcome_unknown");
    }

    [Fact]
    public async Task A_dead_node_that_holds_nothing_is_forgotten_and_one_that_does_is_not()
    {
        _ = await AppendHeld(1);
        var dead = (PostgresNode)Node;
        await dead.KillAsync();
        await Store.EndLeaseAsync(dead);
        var other = await Store.OpenNodeAsync();

        _ = (await other.Lanes.OrphansAsync()).ShouldHaveSingleItem();
        (await KnownAsync(dead.Term)).ShouldBeTrue();

        (await RecoverAsync(other)).ShouldBe(1);
        (await KnownAsync(dead.Term)).ShouldBeFalse();
    }

    private Task<bool> KnownAsync(long term) =>
        Sql.ScalarAsync<bool>(((PostgresUnderTest)Store).Database, $"select exists (select from nodes where term = {term})");

    private async Task<int> RecoverAsync(StoreNode node)
    {
        var settled = 0;
        while (await node.Lanes.OrphansAsync() is { Count: > 0 } orphans)
        {
            var done = await Task.WhenAll(orphans.Select(async orphan => await node.Lanes.SettleAsync(new(
                orphan.Delivery, new(AttemptId.New(Now), Now, TimeSpan.Zero, Crashed), Again(), Now))));
            settled += done.Count(static one => one.Held);
        }

        return settled;
    }
}
