using Npgsql;
using Posthorn.Postgres.Tests.Databases;

namespace Posthorn.Postgres.Tests.Leases;

/// <summary>Claims and declarations lock the same row in opposite ways: after the mark, nothing is claimed.</summary>
[Collection(SharedPostgres.Name)]
public sealed class DeclarationTests(SharedPostgres postgres)
{
    [Fact]
    public async Task A_declaration_waits_for_a_claim_that_is_under_way()
    {
        await using var nodes = await TwoNodes.StartAsync(postgres);
        await nodes.RunOutAsync(nodes.First.Leases);
        await using var source = NpgsqlDataSource.Create(nodes.Database + ";Application Name=somebody else");
        await using var connection = await source.OpenConnectionAsync();
        await using var claim = await ClaimAsync(connection, nodes.First.Leases.Registered);

        var declaring = nodes.Second.Leases.DeclareDeadAsync();
        await UntilSomebodyWaitsAsync(nodes.Database);
        declaring.IsCompleted.ShouldBeFalse();

        await claim.CommitAsync();
        (await declaring).ShouldBe([nodes.First.Leases.Registered]);
    }

    [Fact]
    public async Task A_claim_that_stands_still_is_ended_so_that_its_lanes_get_free()
    {
        // F-P6: a node that was stopped in the middle of a transaction, and whose session lives on.
        await using var nodes = await TwoNodes.StartAsync(postgres);
        await nodes.RunOutAsync(nodes.First.Leases);
        await using var connection = await nodes.First.Source.OpenConnectionAsync();
        await using var claim = await ClaimAsync(connection, nodes.First.Leases.Registered);

        (await nodes.Second.Leases.DeclareDeadAsync()).ShouldBe([nodes.First.Leases.Registered]);

        nodes.Logs.Lines.ShouldContain(line => line.Id == EventIds.BlockersEnded);
        await Should.ThrowAsync<NpgsqlException>(() => claim.CommitAsync());
    }

    [Fact]
    public async Task A_claim_that_waited_for_a_declaration_gets_nothing()
    {
        await using var nodes = await TwoNodes.StartAsync(postgres);
        await using var source = NpgsqlDataSource.Create(nodes.Database);
        await using var connection = await source.OpenConnectionAsync();
        await using var declaration = await connection.BeginTransactionAsync();
        await ExecuteAsync(connection, $"select term from nodes where term = {nodes.First.Leases.Term} for update");
        await ExecuteAsync(connection, $"update nodes set dead = true where term = {nodes.First.Leases.Term}");

        var acquiring = nodes.First.Leases.AcquireAsync([1]);
        await UntilSomebodyWaitsAsync(nodes.Database);
        await declaration.CommitAsync();

        (await acquiring).Lanes.ShouldBeEmpty();
        (await nodes.Second.Leases.AcquireAsync([1])).Lanes.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Nodes_that_declare_the_same_one_dead_at_once_do_it_once()
    {
        await using var nodes = await TwoNodes.StartAsync(postgres);
        await nodes.RunOutAsync(nodes.First.Leases);

        var declared = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => nodes.Second.Leases.DeclareDeadAsync().AsTask()));

        declared.ShouldAllBe(dead => dead.Count <= 1);
        nodes.Logs.Lines.Count(line => line.Id == EventIds.NodeDeclaredDead).ShouldBe(1);
    }

    private static async Task<NpgsqlTransaction> ClaimAsync(NpgsqlConnection connection, long term)
    {
        var claim = await connection.BeginTransactionAsync();
        await ExecuteAsync(connection, $"select term from nodes where term = {term} and not dead for key share");
        return claim;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        _ = await command.ExecuteNonQueryAsync();
    }

    // The server is asked until it says so: it is the only one who knows.
    private static async Task UntilSomebodyWaitsAsync(string database)
    {
        while (await Sql.ScalarAsync<long>(database, "select count(*) from pg_locks where not granted and database = (select oid from pg_database where datname = current_database()) or (not granted and locktype = 'transactionid')") == 0)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
    }
}
