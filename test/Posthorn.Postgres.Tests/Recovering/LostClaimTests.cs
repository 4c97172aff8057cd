using Npgsql;
using Posthorn.Conformance;
using Posthorn.Delivery.Storage;
using Posthorn.Postgres.Tests.Databases;
using Posthorn.Postgres.Tests.Promises;

namespace Posthorn.Postgres.Tests.Recovering;

/// <summary>F-D3: a commit that happened, and whose answer was lost, leaves nothing behind that nobody goes on with.</summary>
/// <remarks>
/// The server waits for a standby that there is not, after its own commit; ended in that wait, it says that the connection is over, and has committed.
/// </remarks>
[Collection(SharedPostgres.Name)]
public sealed class LostClaimTests(SharedPostgres postgres) : StorePromises(new PostgresUnderTest(postgres))
{
    private const string Waiting = "select pid from pg_stat_activity where datname = current_database() and application_name = 'posthorn' and wait_event = 'SyncRep'";

    private const string Commit = "select pg_logical_emit_message(true, 'probe', '')";

    private PostgresNode Here => (PostgresNode)Node;

    [Fact]
    public async Task An_append_whose_answer_was_lost_is_refused_and_what_it_claimed_is_due_again()
    {
        Now = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        var known = await AppendHeld(1);
        var lost = AnEvent(claimed: true);

        await CutAtCommitAsync(async () => await Node.Log.AppendAsync(lost));

        var stored = (await Feed())[^1];
        stored.Id.ShouldBe(lost.Id);
        (await View(lost.Deliveries[0].Id)).InFlight.ShouldBeTrue();
        await ShouldBeFoundAsync(lost.Deliveries[0].Id);
        (await View(known[0].Id)).InFlight.ShouldBeTrue("what a lane knows of stays with it");
    }

    [Fact]
    public async Task A_claim_whose_answer_was_lost_is_given_back()
    {
        Now = TimeProvider.System.GetUtcNow().AddMinutes(-1);
        var item = await Append(AnEvent());

        await CutAtCommitAsync(async () => await Claim());

        (await View(item.Deliveries[0].Id)).InFlight.ShouldBeTrue();
        await ShouldBeFoundAsync(item.Deliveries[0].Id);
    }

    [Fact]
    public async Task What_was_claimed_a_moment_ago_is_not_taken_for_lost()
    {
        Now = TimeProvider.System.GetUtcNow();
        var lost = AnEvent(claimed: true);
        await CutAtCommitAsync(async () => await Node.Log.AppendAsync(lost));

        (await Here.Stores.LostClaims.LookNowAsync()).ShouldBe(0);
        (await View(lost.Deliveries[0].Id)).InFlight.ShouldBeTrue();
    }

    private async Task ShouldBeFoundAsync(DeliveryId id)
    {
        (await Here.Stores.LostClaims.LookNowAsync()).ShouldBe(1);
        (await Here.Stores.LostClaims.LookNowAsync()).ShouldBe(0);
        Now = TimeProvider.System.GetUtcNow().AddSeconds(1);
        var claimed = (await Claim()).Deliveries.ShouldHaveSingleItem();
        (claimed.Id, claimed.Attempt).ShouldBe((id, 1));
        (await Deliver(claimed)).Held.ShouldBeTrue();
    }

    private async Task CutAtCommitAsync(Func<Task> change)
    {
        var database = ((PostgresUnderTest)Store).Database;
        await using var outside = NpgsqlDataSource.Create(database + ";Pooling=false");
        await WaitForStandbyAsync(outside, "nobody");
        try
        {
            await SeeCommitWaitAsync(outside);
            var changing = change();
            var pid = 0;
            while (pid == 0)
            {
                await using var look = outside.CreateCommand(Waiting);
                pid = await look.ExecuteScalarAsync() as int? ?? 0;
            }

            (await Sql.ScalarAsync<bool>(outside, $"select pg_terminate_backend({pid})")).ShouldBeTrue();
            _ = await Should.ThrowAsync<StoreUnavailableException>(() => changing);
        }
        finally
        {
            await WaitForStandbyAsync(outside, "");
        }
    }

    // New sessions know of the setting before the process does that makes commits wait: only a commit that waits shows it.
    private static async Task SeeCommitWaitAsync(NpgsqlDataSource outside)
    {
        while (true)
        {
            await using var probe = await outside.OpenConnectionAsync();
            await using var command = new NpgsqlCommand(Commit, probe);
            var committing = command.ExecuteNonQueryAsync();
            while (!committing.IsCompleted)
            {
                if (await Sql.ScalarAsync<bool>(outside, $"select exists (select from pg_stat_activity where pid = {probe.ProcessID} and wait_event = 'SyncRep')"))
                {
                    _ = await Sql.ScalarAsync<bool>(outside, $"select pg_terminate_backend({probe.ProcessID})");
                    _ = await Should.ThrowAsync<NpgsqlException>(() => committing);
                    return;
                }
            }

            _ = await committing;
        }
    }

    // A setting of the whole server; the tests that share it run one after the other.
    private static async Task WaitForStandbyAsync(NpgsqlDataSource outside, string name)
    {
        _ = await Sql.ExecuteAsync(outside, $"alter system set synchronous_standby_names = '{name}'");
        _ = await Sql.ExecuteAsync(outside, "select pg_reload_conf()");
        while (await Sql.ScalarAsync<string>(outside, "show synchronous_standby_names") != name)
        {
        }
    }
}
