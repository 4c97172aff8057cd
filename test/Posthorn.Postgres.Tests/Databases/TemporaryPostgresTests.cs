using Npgsql;
using Posthorn.Testing.Databases;

namespace Posthorn.Postgres.Tests.Databases;

public sealed class TemporaryPostgresTests
{
    [Fact]
    public async Task What_was_committed_is_there_after_a_kill_and_a_start()
    {
        await using var server = await TemporaryPostgres.StartAsync();
        var database = await server.CreateDatabaseAsync("kept");
        await Sql.ExecuteAsync(database, "create table kept (n integer)");
        await Sql.ExecuteAsync(database, "insert into kept values (1)");

        server.Kill();
        await server.StartAgainAsync();

        (await Sql.ScalarAsync<long>(database, "select count(*) from kept")).ShouldBe(1);
        (await Sql.ScalarAsync<string>(database, "show fsync")).ShouldBe("on");
    }

    [Fact]
    public async Task Nothing_is_left_when_it_is_disposed()
    {
        var server = await TemporaryPostgres.StartAsync();
        var folder = server.Directory;
        Directory.Exists(folder).ShouldBeTrue();

        await server.DisposeAsync();

        Directory.Exists(folder).ShouldBeFalse();
        await Should.ThrowAsync<NpgsqlException>(() => Sql.ExecuteAsync(server.ConnectionString, "select 1"));
    }

    [Fact]
    public async Task A_stopped_server_can_be_started_again_with_the_settings_it_was_given()
    {
        await using var server = await TemporaryPostgres.StartAsync(new() { Settings = new Dictionary<string, string> { ["work_mem"] = "7MB" } });

        await server.StopAsync();
        await server.StartAgainAsync();

        (await Sql.ScalarAsync<string>(server.ConnectionString, "show work_mem")).ShouldBe("7MB");
    }

    [Fact]
    public async Task A_setting_that_does_not_exist_is_told_with_the_words_of_the_server()
    {
        var refused = await Should.ThrowAsync<InvalidOperationException>(
            () => TemporaryPostgres.StartAsync(new() { Settings = new Dictionary<string, string> { ["no_such_setting"] = "1" } }));

        refused.Message.ShouldContain("no_such_setting");
    }

    [Fact]
    public async Task The_pooler_passes_statements_on_to_another_process_than_it_names()
    {
        await using var server = await TemporaryPostgres.StartAsync();
        await using var pooler = await TemporaryPgBouncer.StartAsync(server);
        await using var source = NpgsqlDataSource.Create(pooler.ConnectionStringOf("postgres"));
        await using var connection = await source.OpenConnectionAsync();
        await using var command = new NpgsqlCommand("select pg_backend_pid()", connection);

        (await command.ExecuteScalarAsync()).ShouldNotBe(connection.ProcessID);
    }
}
