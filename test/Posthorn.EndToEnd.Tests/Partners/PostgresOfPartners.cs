using System.Globalization;
using Posthorn.Testing.Databases;

namespace Posthorn.EndToEnd.Tests.Partners;

/// <summary>One PostgreSQL for the partners that keep their inbox in one, started when the first asks; each has a database of its own.</summary>
public sealed class PostgresOfPartners : IAsyncDisposable
{
    private readonly Lazy<Task<TemporaryPostgres>> _server = new(static () => TemporaryPostgres.StartAsync());
    private int _databases;

    /// <returns>The name of the database, and how Npgsql reaches it.</returns>
    public async Task<(Uri Url, string ConnectionString)> CreateDatabaseAsync()
    {
        var server = await _server.Value;
        var name = string.Create(CultureInfo.InvariantCulture, $"partner_{Interlocked.Increment(ref _databases)}");
        var text = await server.CreateDatabaseAsync(name);
        return (new(string.Create(CultureInfo.InvariantCulture, $"postgres://postgres@127.0.0.1:{server.Port}/{name}")), text + ";Pooling=false");
    }

    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated)
        {
            await (await _server.Value).DisposeAsync();
        }
    }
}
