using Posthorn.Postgres.Leases;
using Posthorn.Postgres.Opening;
using Posthorn.Postgres.Tests.Databases;

namespace Posthorn.Postgres.Tests.Leases;

/// <summary>Two nodes on one database. Their proofs come seldom and hold long, so that what happens is what the test does.</summary>
internal sealed class TwoNodes : IAsyncDisposable
{
    private TwoNodes(string database, PostgresStorage first, PostgresStorage second, CollectedLogs logs) =>
        (Database, First, Second, Logs) = (database, first, second, logs);

    public string Database { get; }

    public PostgresStorage First { get; }

    public PostgresStorage Second { get; }

    public CollectedLogs Logs { get; }

    public static async Task<TwoNodes> StartAsync(SharedPostgres postgres, PostgresOptions? options = null)
    {
        var database = await postgres.CreateDatabaseAsync();
        var logs = new CollectedLogs();
        options ??= new() { DaysAhead = 1 };
        return new(
            database,
            await PostgresStorage.OpenAsync(database, options, TimeProvider.System, logs),
            await PostgresStorage.OpenAsync(database, options, TimeProvider.System, logs),
            logs);
    }

    /// <summary>Lets the time of the first run out, as if it had not proved anything for long, and has the second find out.</summary>
    public async Task DeclareFirstDeadAsync()
    {
        await RunOutAsync(First.Leases);
        (await Second.Leases.DeclareDeadAsync()).ShouldContain(First.Leases.Registered);
    }

    public Task RunOutAsync(NodeLease node) =>
        Sql.ExecuteAsync(Database, $"update nodes set lease_until = clock_timestamp() - interval '1 ms' where term = {node.Registered}");

    public async ValueTask DisposeAsync()
    {
        await First.DisposeAsync();
        await Second.DisposeAsync();
        Logs.Dispose();
    }
}
