using System.Globalization;
using Posthorn.Testing.Databases;

namespace Posthorn.Postgres.Tests.Databases;

/// <summary>One server for all tests; each has a database of its own.</summary>
public sealed class SharedPostgres : IAsyncLifetime
{
    /// <summary>The collection of tests that share it.</summary>
    public const string Name = "one PostgreSQL";

    private int _databases;

    public TemporaryPostgres Server { get; private set; } = null!;

    /// <summary>Makes an empty database.</summary>
    /// <returns>Its connection string.</returns>
    public Task<string> CreateDatabaseAsync() =>
        Server.CreateDatabaseAsync(string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref _databases)}"));

    public async ValueTask InitializeAsync() => Server = await TemporaryPostgres.StartAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
