using Microsoft.Extensions.Logging.Abstractions;
using Posthorn.Conformance;
using Posthorn.Postgres.Opening;
using Posthorn.Postgres.Tests.Databases;

namespace Posthorn.Postgres.Tests.Promises;

/// <summary>A database of its own, and any number of nodes on it.</summary>
internal sealed class PostgresUnderTest(SharedPostgres postgres) : StoreUnderTest
{
    // No proof within a test: whether a node is alive is the test's to say.
    private static readonly PostgresOptions Options = new() { Heartbeat = TimeSpan.FromMinutes(2), Lease = TimeSpan.FromMinutes(20), StopAfter = TimeSpan.FromMinutes(10) };

    private readonly List<PostgresNode> _nodes = [];
    private string? _database;

    public override bool ManyNodes => true;

    // Of today, for which there are partitions.
    public override DateTimeOffset Noon { get; } = new(TimeProvider.System.GetUtcNow().Date.AddHours(12), TimeSpan.Zero);

    /// <summary>How the database is reached.</summary>
    public string Database => _database ?? throw new InvalidOperationException("No node is open.");

    public override async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }
    }

    internal override async Task<StoreNode> OpenNodeAsync() => await OpenAsync();

    internal async Task<PostgresNode> OpenAsync(Func<string, string>? through = null)
    {
        _database ??= await postgres.CreateReadyDatabaseAsync();
        var connection = through is null ? _database : through(_database);
        var node = new PostgresNode(await PostgresStorage.OpenAsync(connection, Options, TimeProvider.System, NullLoggerFactory.Instance), MissedByNow);
        _nodes.Add(node);
        return node;
    }

    internal override async ValueTask EndLeaseAsync(StoreNode node) =>
        _ = await Sql.ExecuteAsync(Database, $"update nodes set dead = true where term in (select term from nodes where term = {((PostgresNode)node).Term} for update)");

    /// <summary>Every change fails as with a full disk.</summary>
    internal override async Task<IAsyncDisposable> RefuseChangesAsync()
    {
        _ = await Sql.ExecuteAsync(Database, Refusal.Begin);
        return new Refusal(Database);
    }

    internal override async Task SpoilDataAsync(EventId id) =>
        _ = await Sql.ExecuteAsync(Database, $$"""update events set data = '{"other":1}' where id = '{{id.Value}}'""");

    private sealed class Refusal(string database) : IAsyncDisposable
    {
        private const string Tables =
            """
            array['partners', 'api_keys', 'endpoints', 'endpoint_secrets', 'configuration', 'meta', 'lanes', 'events', 'events_other', 'idempotency_keys', 'deliveries',
                'deliveries_ended', 'deliveries_ended_other', 'attempts', 'attempts_other', 'replay_jobs']
            """;

        public const string Begin =
            $$"""
            create or replace function refuse() returns trigger language plpgsql as $refuse$ begin raise exception 'no space left' using errcode = '53100'; end $refuse$;
            do $$ declare name text; begin
                foreach name in array {{Tables}} loop
                    execute format('create trigger refuse before insert or update or delete on %I for each statement execute function refuse()', name);
                end loop;
            end $$
            """;

        private const string End =
            $$"""
            do $$ declare name text; begin
                foreach name in array {{Tables}} loop
                    execute format('drop trigger refuse on %I', name);
                end loop;
            end $$
            """;

        public async ValueTask DisposeAsync() => _ = await Sql.ExecuteAsync(database, End);
    }
}
