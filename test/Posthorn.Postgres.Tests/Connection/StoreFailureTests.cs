using System.Net.Sockets;
using Npgsql;
using Posthorn.Delivery.Storage;
using Posthorn.Postgres.Connection;
using Posthorn.Postgres.Tests.Databases;

namespace Posthorn.Postgres.Tests.Connection;

/// <summary>F-D7: what really goes wrong with a real server, and what it is taken for.</summary>
[Collection(SharedPostgres.Name)]
public sealed class StoreFailureTests(SharedPostgres postgres)
{
    [Fact]
    public async Task A_statement_that_takes_too_long_passes_and_was_rolled_back()
    {
        var failure = await FailureAsync("set statement_timeout = 50; select pg_sleep(30)");

        Expect(failure, passes: true, ambiguous: false);
    }

    [Fact]
    public async Task An_answer_that_does_not_come_in_time_passes_and_leaves_the_doubt()
    {
        var failure = await FailureAsync("select pg_sleep(30)", "Command Timeout=1;Cancellation Timeout=-1");

        Expect(failure, passes: true, ambiguous: true);
    }

    /// <summary>A bare exception is what the driver throws then.</summary>
    [Fact]
    public void An_answer_that_the_driver_does_not_understand_passes_and_leaves_the_doubt() =>
        Expect((Exception)Activator.CreateInstance(typeof(Exception), "Received unexpected backend message")!, passes: true, ambiguous: true);

    [Fact]
    public void What_is_wrong_with_the_connection_string_does_not_pass() =>
        Expect(new NpgsqlException("No password has been provided but the backend requires one"), passes: false, ambiguous: false);

    [Fact]
    public async Task A_session_that_an_administrator_ends_passes_and_leaves_the_doubt()
    {
        var failure = await FailureAsync("select pg_terminate_backend(pg_backend_pid())");

        Expect(failure, passes: true, ambiguous: true);
    }

    [Fact]
    public async Task A_lock_that_is_not_given_passes_and_was_rolled_back()
    {
        var database = await postgres.CreateDatabaseAsync();
        await Sql.ExecuteAsync(database, "create table t ()");
        await using var holder = new NpgsqlConnection(database + ";Pooling=false");
        await holder.OpenAsync();
        await using var held = await holder.BeginTransactionAsync();
        await using var command = new NpgsqlCommand("lock table t", holder);
        await command.ExecuteNonQueryAsync();

        var failure = await Should.ThrowAsync<Exception>(() => Sql.ExecuteAsync(database, "begin; set local lock_timeout = 50; lock table t"));

        Expect(failure, passes: true, ambiguous: false);
    }

    [Fact]
    public async Task A_server_that_nobody_runs_was_never_asked()
    {
        var failure = await Should.ThrowAsync<Exception>(() => Sql.ExecuteAsync("Host=127.0.0.1;Port=1;Username=postgres", "select 1"));

        Expect(failure, passes: true, ambiguous: false);
        StoreFailure.Translate(failure).Message.ShouldContain("cannot be reached");
    }

    [Fact]
    public async Task A_pool_that_is_used_up_was_never_asked()
    {
        await using var source = NpgsqlDataSource.Create(postgres.Server.ConnectionString + ";Maximum Pool Size=1;Timeout=1");
        await using var held = await source.OpenConnectionAsync();

        var failure = await Should.ThrowAsync<Exception>(() => Sql.ExecuteAsync(source, "select 1"));

        Expect(failure, passes: true, ambiguous: false);
        StoreFailure.Translate(failure).Message.ShouldContain("all connections are in use");
    }

    [Fact]
    public async Task Rows_that_two_transactions_lock_in_opposite_orders_pass_and_were_rolled_back()
    {
        var database = await postgres.CreateDatabaseAsync();
        await Sql.ExecuteAsync(database, "create table t (n integer); insert into t values (1), (2)");
        await using var source = NpgsqlDataSource.Create(database);
        using var both = new Barrier(2);

        var failures = await Task.WhenAll(Task.Run(() => LockAsync(1, 2)), Task.Run(() => LockAsync(2, 1)));

        var failure = failures.Where(one => one is not null).ShouldHaveSingleItem()!;
        Expect(failure, passes: true, ambiguous: false);

        async Task<Exception?> LockAsync(int one, int other)
        {
            await using var connection = await source.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await using var first = new NpgsqlCommand($"update t set n = n where n = {one}", connection);
            await first.ExecuteNonQueryAsync();
            both.SignalAndWait();
            await using var second = new NpgsqlCommand($"update t set n = n where n = {other}", connection);
            return await Record.ExceptionAsync(() => second.ExecuteNonQueryAsync());
        }
    }

    [Theory]
    [InlineData("select 1 / 0")]
    [InlineData("select * from nowhere")]
    [InlineData("do $$ begin raise unique_violation; end $$")]
    public async Task A_mistake_of_ours_does_not_pass_and_is_handed_on_as_it_is(string sql)
    {
        var failure = await FailureAsync(sql);

        Expect(failure, passes: false, ambiguous: false);
        StoreFailure.Translate(failure).ShouldBeSameAs(failure);
    }

    [Theory]
    [InlineData("40001", "ERROR", true, false)]
    [InlineData("53100", "ERROR", true, false)]
    [InlineData("53200", "ERROR", true, false)]
    [InlineData("53300", "FATAL", true, false)]
    [InlineData("57P01", "FATAL", true, true)]
    [InlineData("57P02", "FATAL", true, true)]
    [InlineData("57P03", "FATAL", true, false)]
    [InlineData("08006", "ERROR", true, true)]
    [InlineData("08P01", "FATAL", true, true)]
    [InlineData("40003", "ERROR", true, true)]
    [InlineData("25006", "ERROR", true, false)]
    [InlineData("25P03", "FATAL", true, true)]
    [InlineData("23505", "ERROR", false, false)]
    [InlineData("28P01", "FATAL", false, false)]
    [InlineData("XX000", "PANIC", false, true)]
    public void The_codes_of_the_server_are_told_apart(string sqlState, string severity, bool passes, bool ambiguous)
    {
        var failure = new PostgresException("The value was 4711.", severity, severity, sqlState);

        Expect(failure, passes, ambiguous);
    }

    [Fact]
    public void What_the_server_says_is_not_repeated()
    {
        var translated = StoreFailure.Translate(new PostgresException("could not write 4711 at db.example", "ERROR", "ERROR", "53100"));

        translated.ShouldBeOfType<StoreUnavailableException>().Message.ShouldBe("The database did not do it: its disk is full (SQLSTATE 53100).");
    }

    [Fact]
    public void A_broken_connection_passes_and_leaves_the_doubt()
    {
        foreach (var cause in new Exception[] { new IOException(), new SocketException(), new TimeoutException(), new EndOfStreamException() })
        {
            Expect(new NpgsqlException("Exception while reading from stream", cause), passes: true, ambiguous: true);
        }
    }

    private static void Expect(Exception failure, bool passes, bool ambiguous)
    {
        StoreFailure.IsPassing(failure).ShouldBe(passes, failure.ToString());
        StoreFailure.IsAmbiguous(failure).ShouldBe(ambiguous, failure.ToString());
    }

    private Task<Exception> FailureAsync(string sql, string settings = "") =>
        Should.ThrowAsync<Exception>(() => Sql.ExecuteAsync($"{postgres.Server.ConnectionString};{settings}", sql));
}
