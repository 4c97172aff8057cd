using Microsoft.Extensions.Logging.Abstractions;
using Posthorn.Delivery.Storage;
using Posthorn.Postgres.Opening;
using Posthorn.Postgres.Tests.Databases;
using Posthorn.Testing.Databases;

namespace Posthorn.Postgres.Tests.Opening;

/// <summary>F-P16: a node that starts while the database is down waits for it, and not for ever.</summary>
public sealed class AwayTests
{
    [Fact]
    public async Task A_node_that_starts_before_its_database_waits_for_it()
    {
        await using var server = await TemporaryPostgres.StartAsync();
        server.Kill();
        using var logs = new CollectedLogs();

        var opening = PostgresStorage.OpenAsync(server.ConnectionString, new(), TimeProvider.System, logs);
        await logs.Of(EventIds.DatabaseAway);
        opening.IsCompleted.ShouldBeFalse();
        await server.StartAgainAsync();

        await using var storage = await opening;
        storage.Leases.Term.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_node_that_ends_while_its_database_is_away_ends_all_the_same()
    {
        await using var server = await TemporaryPostgres.StartAsync();
        using var logs = new CollectedLogs();
        await using var storage = await PostgresStorage.OpenAsync(server.ConnectionString, new(), TimeProvider.System, logs);

        // Not killed: its processes would live on for a moment, and still take a farewell.
        await server.StopAsync();

        await storage.Leases.RetireAsync();

        storage.Leases.Term.ShouldBe(0);
        logs.Lines.ShouldContain(static line => line.Id == EventIds.NotRetired);
    }

    [Fact]
    public async Task A_database_that_stays_away_is_refused_when_the_time_is_over()
    {
        await using var server = await TemporaryPostgres.StartAsync();
        server.Kill();

        var options = new PostgresOptions { WaitForDatabase = TimeSpan.FromMilliseconds(300) };
        var refused = await Should.ThrowAsync<StartRefusedException>(
            () => PostgresStorage.OpenAsync(server.ConnectionString, options, TimeProvider.System, NullLoggerFactory.Instance));

        refused.Code.ShouldBe("store_away");
        refused.Message.ShouldContain("cannot be reached");
    }
}
