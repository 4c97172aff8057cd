using Microsoft.Extensions.Logging.Abstractions;
using Posthorn.Delivery.Storage;
using Posthorn.Postgres.Opening;
using Posthorn.Postgres.Tests.Databases;

namespace Posthorn.Postgres.Tests.Opening;

[Collection(SharedPostgres.Name)]
public sealed class MigratorTests(SharedPostgres postgres)
{
    [Fact]
    public async Task Nodes_that_start_together_make_the_schema_once_and_all_work()
    {
        var database = await postgres.CreateDatabaseAsync();
        using var logs = new CollectedLogs();

        var storages = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostgresStorage.OpenAsync(database, new(), TimeProvider.System, logs)));

        logs.Lines.Count(line => line.Id == EventIds.Migrated).ShouldBe(Migration.Embedded().Count);
        storages.Select(storage => storage.Leases.Term).Order().ShouldBe(Enumerable.Range(1, 8).Select(term => (long)term));
        foreach (var storage in storages)
        {
            (await storage.Configuration.LoadAsync()).Partners.ShouldHaveSingleItem();
            await storage.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_database_of_another_program_is_refused_and_left_as_it_was()
    {
        var database = await postgres.CreateDatabaseAsync();
        await Sql.ExecuteAsync(database, "create table schema_migrations (version text)");

        (await RefusedAsync(database)).Code.ShouldBe("store_foreign");
        (await Sql.ScalarAsync<long>(database, "select count(*) from pg_class where relname = 'partners'")).ShouldBe(0);
    }

    [Fact]
    public async Task Tables_of_an_extension_are_nobodys()
    {
        var database = await postgres.CreateDatabaseAsync();
        await Sql.ExecuteAsync(database, "create table owned (n integer)");
        await Sql.ExecuteAsync(database, "alter extension plpgsql add table owned");

        await using var storage = await OpenAsync(database);
        storage.Leases.Term.ShouldBe(1);
    }

    [Fact]
    public async Task A_schema_of_its_own_lies_beside_other_programs()
    {
        var database = await postgres.CreateDatabaseAsync();
        await Sql.ExecuteAsync(database, "create table theirs (n integer)");
        await Sql.ExecuteAsync(database, "create schema posthorn");

        await using var storage = await OpenAsync(database + ";Search Path=posthorn");

        (await Sql.ScalarAsync<long>(database, "select count(*) from posthorn.partners")).ShouldBe(1);
    }

    [Fact]
    public async Task A_newer_schema_is_refused_with_both_numbers()
    {
        var database = await OpenedAsync();
        await Sql.ExecuteAsync(database, "insert into schema_migrations values (99, 'later', ''::bytea, now())");

        var refused = await RefusedAsync(database);

        refused.Code.ShouldBe("store_newer");
        refused.Message.ShouldContain("schema 99");
    }

    [Fact]
    public async Task Another_text_of_a_step_is_refused()
    {
        var database = await OpenedAsync();
        await Sql.ExecuteAsync(database, "update schema_migrations set sha256 = ''::bytea where number = 1");

        (await RefusedAsync(database)).Code.ShouldBe("store_schema_changed");
    }

    [Fact]
    public void Steps_are_numbered_without_a_gap() =>
        Migration.Embedded().Select(step => step.Number).ShouldBe(Enumerable.Range(1, Migration.Embedded().Count));

    private static Task<PostgresStorage> OpenAsync(string database) => PostgresStorage.OpenAsync(database, new(), TimeProvider.System, NullLoggerFactory.Instance);

    private static Task<StartRefusedException> RefusedAsync(string database) => Should.ThrowAsync<StartRefusedException>(() => OpenAsync(database));

    private async Task<string> OpenedAsync()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var storage = await OpenAsync(database);
        return database;
    }
}
