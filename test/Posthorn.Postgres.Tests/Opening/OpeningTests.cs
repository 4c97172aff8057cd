using Microsoft.Extensions.Logging.Abstractions;
using Posthorn.Delivery.Storage;
using Posthorn.Postgres.Opening;
using Posthorn.Postgres.Tests.Databases;

namespace Posthorn.Postgres.Tests.Opening;

[Collection(SharedPostgres.Name)]
public sealed class OpeningTests(SharedPostgres postgres)
{
    private static readonly PostgresOptions Impatient = new() { WaitForDatabase = TimeSpan.Zero };

    [Fact]
    public async Task An_empty_database_is_made_ready()
    {
        await using var storage = await OpenAsync(await postgres.CreateDatabaseAsync(), new());

        storage.IsPooledElsewhere.ShouldBeFalse();
        storage.Leases.Term.ShouldBe(1);
        (await storage.Configuration.LoadAsync()).Partners.ShouldHaveSingleItem().IsOperator.ShouldBeTrue();
        (await storage.Days.ListAsync()).Count.ShouldBe(9 * 3);
    }

    [Fact]
    public async Task Connections_are_named_and_prepare_what_is_asked_again()
    {
        await using var storage = await OpenAsync(await postgres.CreateDatabaseAsync(), new());
        for (var i = 0; i < 3; i++)
        {
            _ = await Sql.ScalarAsync<long>(storage.Source, "select count(*) from lanes");
        }

        (await Sql.ScalarAsync<long>(storage.Source, "select count(*) from pg_prepared_statements where statement like '%from lanes'")).ShouldBe(1);
        (await Sql.ScalarAsync<string>(storage.Source, "show application_name")).ShouldBe("posthorn");
        (await Sql.ScalarAsync<string>(storage.Source, "show idle_in_transaction_session_timeout")).ShouldBe("20s");
    }

    [Fact]
    public async Task What_the_user_has_named_in_the_connection_string_stays()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using var storage = await OpenAsync(database + ";Application Name=ours;Maximum Pool Size=7;Options=-c work_mem=5MB", new());

        (await Sql.ScalarAsync<string>(storage.Source, "show application_name")).ShouldBe("ours");
        (await Sql.ScalarAsync<string>(storage.Source, "show work_mem")).ShouldBe("5MB");
        storage.Source.ConnectionString.ShouldContain("Maximum Pool Size=7");
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=eighty", "the value of port")]
    [InlineData("Host=127.0.0.1;Password=in two;halves=5", "setting 3")]
    [InlineData("Database=posthorn", "Host is missing")]
    [InlineData("postgres://somebody:secret@db/posthorn", "not a list of settings")]
    public async Task A_connection_string_that_cannot_be_read_is_refused_by_the_name_of_the_setting(string connectionString, string told)
    {
        var refused = await RefusedAsync(connectionString, Impatient);

        refused.Code.ShouldBe("store_connection_invalid");
        refused.Message.ShouldContain(told, Case.Sensitive);
        refused.Message.ShouldNotContain("eighty");
        refused.Message.ShouldNotContain("halves");
        refused.ToString().ShouldNotContain("secret");
    }

    [Fact]
    public async Task A_database_that_does_not_exist_is_refused_at_once()
    {
        var refused = await RefusedAsync(postgres.Server.ConnectionString.Replace("Database=postgres", "Database=nowhere", StringComparison.Ordinal), new());

        refused.Code.ShouldBe("store_database_missing");
        refused.Message.ShouldContain("'nowhere'");
    }

    [Fact]
    public async Task A_user_that_may_not_enter_is_refused_at_once_and_without_the_password()
    {
        var refused = await RefusedAsync(
            postgres.Server.ConnectionString.Replace("Username=postgres", "Username=stranger;Password=tell nobody", StringComparison.Ordinal), new());

        refused.Code.ShouldBe("store_login_refused");
        refused.Message.ShouldContain("'stranger'");
        refused.ToString().ShouldNotContain("tell nobody");
    }

    [Fact]
    public async Task A_user_that_may_not_make_tables_is_refused_with_what_to_grant()
    {
        var database = await postgres.CreateDatabaseAsync();
        await Sql.ExecuteAsync(database, "create role reader_only login");

        var refused = await RefusedAsync(database.Replace("Username=postgres", "Username=reader_only", StringComparison.Ordinal), new());

        refused.Code.ShouldBe("store_not_permitted");
        refused.Message.ShouldContain("'reader_only'");
    }

    [Fact]
    public async Task Options_that_do_not_go_together_are_all_named()
    {
        var options = new PostgresOptions { Heartbeat = TimeSpan.FromSeconds(15), StopAfter = TimeSpan.FromSeconds(29), NodeName = "", Writers = 0, DaysAhead = 0 };

        var refused = await RefusedAsync("Host=127.0.0.1", options);

        refused.Code.ShouldBe("store_options_invalid");
        foreach (var name in new[] { "Heartbeat", "StopAfter", "NodeName", "Writers", "DaysAhead" })
        {
            refused.Message.ShouldContain(name);
        }
    }

    [Fact]
    public async Task A_pool_that_the_writers_would_use_up_is_refused()
    {
        var refused = await RefusedAsync(postgres.Server.ConnectionString + ";Maximum Pool Size=4", new());

        refused.Message.ShouldContain("Maximum Pool Size");
    }

    private static Task<PostgresStorage> OpenAsync(string connectionString, PostgresOptions options) =>
        PostgresStorage.OpenAsync(connectionString, options, TimeProvider.System, NullLoggerFactory.Instance);

    private static Task<StartRefusedException> RefusedAsync(string connectionString, PostgresOptions options) =>
        Should.ThrowAsync<StartRefusedException>(() => OpenAsync(connectionString, options));
}
