using Npgsql;
using Posthorn.Conformance;
using Posthorn.Postgres.Tests.Databases;
using Posthorn.Postgres.Tests.Promises;
using Posthorn.Postgres.Writing.Claiming;

namespace Posthorn.Postgres.Tests.Writing;

/// <summary>Q10: somebody's old snapshot keeps the entries of claimed rows in the index, and claims do not wade through them.</summary>
[Collection(SharedPostgres.Name)]
public sealed class OldSnapshotTests(SharedPostgres postgres) : StorePromises(new PostgresUnderTest(postgres))
{
    private const int Claimed = 8_000;

    private PostgresNode Here => (PostgresNode)Node;

    [Fact]
    public async Task A_claim_that_goes_on_where_the_last_one_ended_looks_at_little_more_than_it_takes()
    {
        await using var old = await OpenSnapshotAsync();
        await ClaimAndSettleAsync(Claimed);
        var last = new ClaimPlace(Now.UtcDateTime, (await Feed())[^1].Sequence);
        Now += TimeSpan.FromSeconds(1);
        _ = await Append(50);

        (await WastedAsync(last)).ShouldBeLessThan(100);
        (await WastedAsync(default)).ShouldBeGreaterThanOrEqualTo(Claimed);
    }

    [Fact]
    public async Task What_is_due_is_found_all_the_same_however_many_entries_lie_before_it()
    {
        await using var old = await OpenSnapshotAsync();
        await ClaimAndSettleAsync(Claimed);
        Now += TimeSpan.FromSeconds(1);
        var late = (await Append(1)).Single();
        (await Node.Lanes.OpenLanesAsync()).ShouldHaveSingleItem().NextDue.ShouldBe(Now);

        // The next look at all lanes is too dear to be taken again at once; the lane's own mark is enough for this.
        (await Node.Lanes.OpenLanesAsync()).ShouldHaveSingleItem().NextDue.ShouldBe(Now);
        (await ClaimOne()).EventId.ShouldBe(late.Id);

        // What comes before the mark is found by a look back. That has just been dear and must rest, so the claim says when to ask again.
        Now -= TimeSpan.FromHours(1);
        var early = (await Append(1)).Single();
        Now += TimeSpan.FromHours(1);
        var resting = await Claim();
        resting.Deliveries.ShouldBeEmpty();
        resting.NextDue.ShouldNotBeNull().ShouldBeInRange(Now, Now.AddSeconds(20));

        // A node that is new to the lane has no mark, and begins at the start.
        await CrashAsync();
        (await Claim()).Deliveries.ShouldContain(one => one.EventId == early.Id);
    }

    private async Task<NpgsqlTransaction> OpenSnapshotAsync()
    {
        var connection = new NpgsqlConnection(((PostgresUnderTest)Store).Database + ";Pooling=false");
        await connection.OpenAsync();
        var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead);
        await using var look = new NpgsqlCommand("select count(*) from deliveries", connection);
        _ = await look.ExecuteScalarAsync();
        return transaction;
    }

    private async Task ClaimAndSettleAsync(int count)
    {
        for (var left = count; left > 0; left -= NoLimit)
        {
            _ = await Append(NoLimit);
            var claimed = (await Claim()).Deliveries;
            claimed.Count.ShouldBe(NoLimit);
            _ = await Task.WhenAll(claimed.Select(one => Deliver(one).AsTask()));
        }
    }

    private async Task<long> WastedAsync(ClaimPlace from)
    {
        await using var connection = await Here.Storage.Source.OpenConnectionAsync();
        var lane = new LaneClaim(new(Endpoint.Key, Limit: 10, int.MaxValue, Now), Now, from);
        var wasted = await new ClaimStatement().ExecuteAsync(connection, Node.Leases.Term, [lane]);
        lane.Ids.Count().ShouldBe(10);
        return wasted;
    }
}
