using Npgsql;
using Posthorn.Conformance;
using Posthorn.Delivery.Storage;
using Posthorn.Postgres.Opening;
using Posthorn.Postgres.Tests.Databases;
using Posthorn.Postgres.Tests.Promises;

namespace Posthorn.Postgres.Tests.Retention;

/// <summary>Old days are dropped whole, in nobody's way; what fell into the nets goes row by row.</summary>
[Collection(SharedPostgres.Name)]
public sealed class ForgottenDayTests(SharedPostgres postgres) : StorePromises(new PostgresUnderTest(postgres))
{
    private DateTimeOffset Later => Store.Noon.AddDays(40);

    private string Database => ((PostgresUnderTest)Store).Database;

    private string Today => Day.Of(Store.Noon).PartitionOf("events");

    [Fact]
    public async Task A_day_goes_whole_with_its_tables_and_its_keys()
    {
        foreach (var held in await AppendHeld(30))
        {
            _ = await Deliver(held);
        }

        for (var i = 0; i < 25; i++)
        {
            _ = await Append(AnEvent(key: $"k{i}", to: []));
        }

        (await Node.Retention.SweepAsync(Later, 10)).ShouldBe(55);

        (await ExistsAsync(Today)).ShouldBeFalse();
        (await ExistsAsync(Day.Of(Store.Noon).PartitionOf("attempts"))).ShouldBeFalse();
        (await CountAsync("idempotency_keys")).ShouldBe(0);
    }

    [Fact]
    public async Task F_D14_A_day_that_somebody_reads_is_left_for_later_and_publishers_do_not_wait_for_him()
    {
        _ = await Append(5, []);
        await using var reader = new NpgsqlConnection(Database + ";Pooling=false");
        await reader.OpenAsync();
        await using (var reading = await reader.BeginTransactionAsync())
        {
            await using var look = new NpgsqlCommand($"select count(*) from {Today}", reader, reading);
            _ = await look.ExecuteScalarAsync();

            var sweeping = Task.Run(async () => await Node.Retention.SweepAsync(Later, 100));
            var appended = 0;
            do
            {
                _ = await Append(AnEvent(to: []));
                appended++;
            }
            while (!sweeping.IsCompleted);

            (await Should.ThrowAsync<StoreUnavailableException>(() => sweeping)).Message.ShouldContain("somebody uses it");
            (await Feed()).Count.ShouldBe(5 + appended);
        }

        (await Node.Retention.SweepAsync(Later, 100)).ShouldBeGreaterThanOrEqualTo(6);
        (await ExistsAsync(Today)).ShouldBeFalse();
    }

    [Fact]
    public async Task F_D13_What_fell_into_the_nets_is_forgotten_row_by_row_once_it_is_done_and_old()
    {
        // A day that nobody made.
        Now = Store.Noon.AddDays(20);
        foreach (var held in await AppendHeld(7))
        {
            _ = await Deliver(held);
        }

        _ = await Append(AnEvent(key: "k", to: []));
        var open = await AppendAndClaim();
        (await CountAsync("events_other")).ShouldBe(9);

        (await Node.Retention.SweepAsync(Later, 5)).ShouldBe(5);
        (await Node.Retention.SweepAsync(Later, 5)).ShouldBe(3);
        (await Feed()).ShouldHaveSingleItem().Id.ShouldBe(open.EventId);
        (await CountAsync("idempotency_keys")).ShouldBe(0);

        _ = await Deliver(open);
        (await Node.Retention.SweepAsync(Later, 5)).ShouldBe(1);
        foreach (var table in (string[])["events_other", "deliveries_ended_other", "attempts_other"])
        {
            (await CountAsync(table)).ShouldBe(0, table);
        }
    }

    [Fact]
    public async Task A_delivery_that_a_replay_made_later_keeps_the_day_of_its_event()
    {
        var old = await Append(AnEvent(to: []));
        Now = Store.Noon.AddDays(2);
        var job = ReplayJobId.New(Now);
        await Node.Replays.AddJobAsync(new(
            job, Endpoint.Key, DateTimeOffset.UnixEpoch, Delivery.Replay.ReplayJob.Unbounded, Delivery.Replay.ReplayStates.Missed, Delivery.Replay.ReplayJobState.Running, 0,
            Delivery.Replay.ReplayJob.LastEvent, 0, 0, 0, Now, null));
        (await Node.Replays.StepAsync(job, 10, Now)).Replayed.ShouldBe(1);
        _ = await Deliver(await ClaimOne());

        (await Node.Retention.SweepAsync(Store.Noon.AddDays(1.9), 10)).ShouldBe(0, "what came of it was touched later");
        (await Node.History.FindEventAsync(old.Id, CancellationToken.None)).ShouldNotBeNull();

        (await Node.Retention.SweepAsync(Later, 10)).ShouldBe(1);
        (await Feed()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Q14_Of_several_nodes_that_forget_at_once_one_does_it_and_the_others_find_nothing()
    {
        _ = await Append(20, []);
        var nodes = new[] { Node, await Store.OpenNodeAsync(), await Store.OpenNodeAsync() };

        var swept = await Task.WhenAll(nodes.Select(node => Task.Run(() => SweepAsync(node))));

        // Less than all where a round gave way after it had dropped them, and so told nothing of it.
        swept.Sum().ShouldBeOneOf(0, 20);
        (await Feed()).ShouldBeEmpty();
        (await Append(AnEvent(to: []))).ShouldNotBeNull();
    }

    // A question of another node may stand in the way of a drop, which gives way and says so; the next round does it.
    private async Task<int> SweepAsync(StoreNode node)
    {
        for (var rounds = 1; ; rounds++)
        {
            try
            {
                return await node.Retention.SweepAsync(Later, 100);
            }
            catch (StoreUnavailableException) when (rounds < 10)
            {
                // Nothing has happened.
            }
        }
    }

    [Fact]
    public async Task Days_to_come_are_made_by_retention()
    {
        _ = await Sql.ExecuteAsync(Database, $"drop table {Day.Of(Store.Noon).Next.PartitionOf("events")}");

        _ = await Node.Retention.SweepAsync(Store.Noon.AddDays(-1), 10);

        (await ExistsAsync(Day.Of(Store.Noon).Next.PartitionOf("events"))).ShouldBeTrue();
    }

    private Task<bool> ExistsAsync(string table) => Sql.ScalarAsync<bool>(Database, $"select to_regclass('{table}') is not null");

    private Task<long> CountAsync(string table) => Sql.ScalarAsync<long>(Database, $"select count(*) from {table}");
}
