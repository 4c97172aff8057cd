using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Posthorn.Postgres.Opening;
using Posthorn.Postgres.Tests.Databases;

namespace Posthorn.Postgres.Tests.Documents;

/// <summary>What the document for the night tells to ask a database runs on the schema of this version.</summary>
[Collection(SharedPostgres.Name)]
public sealed class OperationsSqlTests(SharedPostgres postgres)
{
    private const string Document = "docs/operations.md";
    private const string Reader = "reads_and_no_more";

    [Fact]
    public async Task Every_block_of_SQL_runs_and_what_only_looks_may_be_asked_by_a_reader()
    {
        var blocks = SqlBlocks.In(SqlBlocks.Read(Document)).ToArray();
        blocks.Length.ShouldBeGreaterThan(15);

        await using var source = await OpenAsync();
        var failures = new List<string>();
        foreach (var (line, sql) in blocks)
        {
            try
            {
                await TryAsync(source, sql);
            }
            catch (PostgresException exception)
            {
                failures.Add($"{Document}:{line}: {exception.MessageText}");
            }
        }

        failures.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("select no_such_column from nodes")]
    [InlineData("select 1;\nselect count(*) from no_such_table")]
    [InlineData("select 1; drop table nodes")]
    public async Task A_block_that_does_not_run_is_found(string sql)
    {
        await using var source = await OpenAsync();

        await Should.ThrowAsync<PostgresException>(() => TryAsync(source, sql));
    }

    private static async Task TryAsync(NpgsqlDataSource source, string sql)
    {
        await using var connection = await source.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        if (sql.StartsWith("select", StringComparison.Ordinal) && !sql.Contains("setval", StringComparison.Ordinal))
        {
            await ExecuteAsync(connection, $"set local role {Reader}");
        }

        await ExecuteAsync(connection, sql);
        await transaction.RollbackAsync(TestContext.Current.CancellationToken);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await using var row = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        while (await row.NextResultAsync(TestContext.Current.CancellationToken))
        {
            // To the end: what is wrong with a later statement is told when its turn comes.
        }
    }

    private async Task<NpgsqlDataSource> OpenAsync()
    {
        var database = await postgres.CreateDatabaseAsync();
        await using (await PostgresStorage.OpenAsync(database, new(), TimeProvider.System, NullLoggerFactory.Instance))
        {
            // Made, with its days.
        }

        var source = NpgsqlDataSource.Create(database + ";Pooling=false");
        await Sql.ExecuteAsync(source, $"do $$ begin create role {Reader}; exception when duplicate_object then null; end $$");
        await Sql.ExecuteAsync(source, $"grant pg_monitor to {Reader}; grant select on all tables in schema public to {Reader}; grant select on all sequences in schema public to {Reader}");
        return source;
    }
}
