using Microsoft.Extensions.Logging.Abstractions;
using Posthorn.Delivery.Storage;
using Posthorn.Postgres.Opening;
using Posthorn.Postgres.Tests.Databases;
using Posthorn.Testing.Databases;

namespace Posthorn.Postgres.Tests.Opening;

/// <summary>A server that would lose what it acknowledged, or cannot be written to, is refused; by real settings of real servers.</summary>
[Collection(SharedPostgres.Name)]
public sealed class FitnessTests(SharedPostgres postgres)
{
    [Fact]
    public async Task A_server_that_does_not_force_commits_to_the_disk_is_refused_with_all_that_is_wrong()
    {
        var settings = new Dictionary<string, string> { ["fsync"] = "off", ["full_page_writes"] = "off", ["synchronous_commit"] = "off" };
        await using var server = await TemporaryPostgres.StartAsync(new() { Settings = settings });
        var database = await server.CreateDatabaseAsync("careless");

        var refused = await RefusedAsync(database);

        refused.Code.ShouldBe("store_fsync_off");
        refused.Message.ShouldContain("store_full_page_writes_off");
        refused.Message.ShouldContain("store_synchronous_commit_off");
        (await Sql.ScalarAsync<long>(database, "select count(*) from pg_class where relname = 'schema_migrations'")).ShouldBe(0);
    }

    [Fact]
    public async Task A_database_that_commits_without_waiting_for_the_disk_is_refused()
    {
        var database = await AlteredAsync("synchronous_commit = off");

        (await RefusedAsync(database)).Code.ShouldBe("store_synchronous_commit_off");
    }

    [Fact]
    public async Task A_database_that_is_read_only_is_refused()
    {
        var database = await AlteredAsync("default_transaction_read_only = on");

        (await RefusedAsync(database)).Code.ShouldBe("store_read_only");
    }

    [Fact]
    public async Task A_database_of_another_encoding_is_refused()
    {
        await Sql.ExecuteAsync(postgres.Server.ConnectionString, "create database latin template template0 encoding 'LATIN1' locale 'C'");

        var refused = await RefusedAsync(postgres.Server.ConnectionString.Replace("Database=postgres", "Database=latin", StringComparison.Ordinal));

        refused.Code.ShouldBe("store_encoding");
        refused.Message.ShouldContain("LATIN1");
    }

    [Fact]
    public async Task A_search_path_that_leads_nowhere_is_refused()
    {
        (await RefusedAsync(await postgres.CreateDatabaseAsync() + ";Search Path=nowhere")).Code.ShouldBe("store_schema_missing");
    }

    [Fact]
    public void A_standby_is_refused_and_so_is_an_old_server()
    {
        var fit = new ServerFitness(150_000, "on", "on", "on", InRecovery: false, "off", "UTF8", "public", ProcessId: 1);
        fit.Require("db:5432");

        Should.Throw<StartRefusedException>(() => (fit with { InRecovery = true, ReadOnly = "on" }).Require("db:5432")).Code.ShouldBe("store_in_recovery");
        Should.Throw<StartRefusedException>(() => (fit with { Version = 149_999 }).Require("db:5432")).Message.ShouldContain("version 14");
    }

    private async Task<string> AlteredAsync(string setting)
    {
        var database = await postgres.CreateDatabaseAsync();
        var name = new Npgsql.NpgsqlConnectionStringBuilder(database).Database;
        await Sql.ExecuteAsync(postgres.Server.ConnectionString, $"alter database {name} set {setting}");
        return database;
    }

    private static Task<StartRefusedException> RefusedAsync(string connectionString) =>
        Should.ThrowAsync<StartRefusedException>(() => PostgresStorage.OpenAsync(connectionString, new(), TimeProvider.System, NullLoggerFactory.Instance));
}
