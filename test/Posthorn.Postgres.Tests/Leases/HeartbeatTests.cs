using System.Net;
using Npgsql;
using Posthorn.Postgres.Opening;
using Posthorn.Postgres.Tests.Databases;
using Posthorn.Testing.Faults;

namespace Posthorn.Postgres.Tests.Leases;

[Collection(SharedPostgres.Name)]
public sealed class HeartbeatTests(SharedPostgres postgres)
{
    // Short, but long enough for a machine that does much else at the same time.
    private static readonly PostgresOptions Quick = new()
    {
        Heartbeat = TimeSpan.FromMilliseconds(100),
        StopAfter = TimeSpan.FromMilliseconds(600),
        Lease = TimeSpan.FromMilliseconds(900),
        DaysAhead = 1,
    };

    [Fact]
    public async Task A_node_that_is_cut_off_stops_by_itself_and_goes_on_when_it_is_back()
    {
        await using var proxy = FaultProxy.Start(new(IPAddress.Loopback, postgres.Server.Port));
        var database = await postgres.CreateDatabaseAsync();
        using var logs = new CollectedLogs();
        await using var storage = await PostgresStorage.OpenAsync(
            new NpgsqlConnectionStringBuilder(database) { Port = proxy.Address.Port }.ConnectionString, Quick, TimeProvider.System, logs);
        var term = storage.Leases.Registered;
        using var changed = new SemaphoreSlim(0);
        storage.Leases.TermChanged += () => changed.Release();

        proxy.Down();
        await Sql.ExecuteAsync(database, "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'posthorn heartbeat' and datname = current_database()");
        await logs.Of(EventIds.HeartbeatFailed);
        while (storage.Leases.Term != 0)
        {
            await changed.WaitAsync();
        }

        (await storage.Leases.AcquireAsync([1])).Term.ShouldBe(0);
        proxy.Up();
        await logs.Of(EventIds.HeartbeatBack);
        while (storage.Leases.Term != term)
        {
            await changed.WaitAsync();
        }
    }

    [Fact]
    public async Task A_node_whose_time_ran_out_for_good_is_found_dead_by_another()
    {
        var database = await postgres.CreateDatabaseAsync();
        using var logs = new CollectedLogs();
        var crashed = await PostgresStorage.OpenAsync(database, Quick, TimeProvider.System, logs);
        _ = await crashed.Leases.AcquireAsync([1]);
        await crashed.DisposeAsync();
        await using var other = await PostgresStorage.OpenAsync(database, Quick with { Lease = TimeSpan.FromMinutes(1) }, TimeProvider.System, logs);

        while ((await other.Leases.DeclareDeadAsync()).Count == 0)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }

        (await other.Leases.AcquireAsync([1])).Lanes.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_database_that_takes_half_a_second_for_each_proof_costs_nobody_its_lanes()
    {
        // F-D5. Each proof is told to the listener below by the trigger that slows it down.
        var options = new PostgresOptions { Heartbeat = TimeSpan.FromMilliseconds(500), StopAfter = TimeSpan.FromSeconds(4), Lease = TimeSpan.FromSeconds(6), DaysAhead = 1 };
        await using var nodes = await TwoNodes.StartAsync(postgres, options);
        var term = nodes.First.Leases.Term;
        await using var proofs = await Proofs.ListenAsync(nodes.Database, slowBySeconds: 0.5);
        var changes = 0;
        nodes.First.Leases.TermChanged += () => Interlocked.Increment(ref changes);

        await proofs.OfAsync(term, count: 7);

        nodes.First.Leases.Term.ShouldBe(term);
        changes.ShouldBe(0);
        (await nodes.Second.Leases.DeclareDeadAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_node_proves_to_be_alive_while_its_pool_has_no_connection_left()
    {
        // F-D6.
        await using var nodes = await TwoNodes.StartAsync(postgres, Quick with { Connections = 5, Lease = TimeSpan.FromSeconds(30), StopAfter = TimeSpan.FromSeconds(20) });
        var term = nodes.First.Leases.Term;
        await using var proofs = await Proofs.ListenAsync(nodes.Database, slowBySeconds: 0);
        var held = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => nodes.First.Source.OpenConnectionAsync().AsTask()));

        await proofs.OfAsync(term, count: 3);

        foreach (var connection in held)
        {
            await connection.DisposeAsync();
        }
    }
}
