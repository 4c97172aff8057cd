using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Posthorn.Postgres.Opening;
using Posthorn.Testing.Databases;

namespace Posthorn.Postgres.Tests.Databases;

/// <summary>One server for all tests; each has a database of its own.</summary>
public sealed class SharedPostgres : IAsyncLifetime
{
    /// <summary>The collection of tests that share it.</summary>
    public const string Name = "one PostgreSQL";

    private const string Template = "ready";

    private int _databases;
    private Task<string>? _next;

    public TemporaryPostgres Server { get; private set; } = null!;

    /// <summary>Makes an empty database.</summary>
    /// <returns>Its connection string.</returns>
    public Task<string> CreateDatabaseAsync() => Server.CreateDatabaseAsync(NewName());

    /// <summary>Makes a database that has this program's schema. The next one is made while the test runs.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateReadyDatabaseAsync()
    {
        var database = await (_next ?? CopyAsync());
        _next = CopyAsync();
        return database;
    }

    public async ValueTask InitializeAsync()
    {
        Server = await TemporaryPostgres.StartAsync();
        await MakeReadyAsync(await Server.CreateDatabaseAsync(Template));
    }

    public async ValueTask DisposeAsync()
    {
        _ = await (_next ?? Task.FromResult(string.Empty));
        await Server.DisposeAsync();
    }

    private static async Task MakeReadyAsync(string database)
    {
        await using var source = NpgsqlDataSource.Create(database + ";Pooling=false");
        await using (var connection = await source.OpenConnectionAsync())
        {
            _ = await Migrator.RunAsync(connection, Migration.Embedded(), Template);
        }

        await new Days(source, new PostgresOptions().DaysAhead, NullLogger.Instance).EnsureAsync(TimeProvider.System.GetUtcNow());
    }

    private string NewName() => string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _databases)}");

    private async Task<string> CopyAsync()
    {
        var name = NewName();
        _ = await Sql.ExecuteAsync(Server.ConnectionString, $"create database {name} template {Template}");
        return new NpgsqlConnectionStringBuilder(Server.ConnectionString) { Database = name }.ConnectionString;
    }
}
