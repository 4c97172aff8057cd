using Posthorn.Delivery.Partners;
using Posthorn.Postgres.Opening;
using Posthorn.Postgres.Tests.Databases;
using Posthorn.Testing.Databases;

namespace Posthorn.Postgres.Tests.Opening;

/// <summary>F-D18: PgBouncer in transaction mode is found out, and everything works through it.</summary>
[Collection(SharedPostgres.Name)]
public sealed class PoolerTests(SharedPostgres postgres)
{
    [Fact]
    public async Task Two_nodes_work_through_a_pooler_that_gives_each_transaction_another_session()
    {
        await using var pooler = await TemporaryPgBouncer.StartAsync(postgres.Server, poolSize: 3);
        var database = new Npgsql.NpgsqlConnectionStringBuilder(await postgres.CreateDatabaseAsync()).Database!;
        using var logs = new CollectedLogs();
        await using var first = await PostgresStorage.OpenAsync(pooler.ConnectionStringOf(database), new() { NodeName = "a" }, TimeProvider.System, logs);
        await using var second = await PostgresStorage.OpenAsync(pooler.ConnectionStringOf(database), new() { NodeName = "a" }, TimeProvider.System, logs);

        first.IsPooledElsewhere.ShouldBeTrue();
        logs.Lines.ShouldContain(line => line.Id == EventIds.PooledElsewhere);

        // The second has the name of the first, which was therefore declared dead.
        (await first.Leases.AcquireAsync([1, 2])).Lanes.ShouldBeEmpty();
        await logs.Of(EventIds.NodeWasDeclaredDead);
        (await second.Leases.AcquireAsync([1, 2, 3])).Lanes.Count.ShouldBe(3);
        await second.Leases.ReleaseAsync([2, 3]);
        (await second.Leases.ShareAsync()).ShouldBe(new(Nodes: 2, Held: 1));
        (await second.Leases.DeclareDeadAsync()).ShouldBe([1]);

        _ = await first.Configuration.LoadAsync();
        _ = await second.Configuration.LoadAsync();
        _ = await first.Configuration.AddPartnerAsync(new Partner(0, "ptn_new", "New", SelfService: false, first.Clock.GetUtcNow()));
        (await second.Configuration.ChangesAsync())!.Rows.Partners.ShouldHaveSingleItem().Id.ShouldBe("ptn_new");
        first.Hints.Add([1]);
        await second.Leases.RetireAsync();
        (await first.Leases.ShareAsync()).ShouldBe(new(Nodes: 1, Held: 0));
        (await Sql.ScalarAsync<long>(first.Source, "select count(*) from pg_prepared_statements")).ShouldBe(0);
    }
}
