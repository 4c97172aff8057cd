using System.Security.Cryptography;
using Npgsql;
using Posthorn.Testing.Databases;

namespace Posthorn.EndToEnd.Tests.Receive;

/// <summary>An inbox and the partner's own tables, beside each other on SQLite or on a PostgreSQL that is shared by the tests of a class.</summary>
public sealed class Places : IAsyncLifetime
{
    private readonly List<string> _folders = [];
    private readonly Lazy<Task<TemporaryPostgres>> _postgres = new(static () => TemporaryPostgres.StartAsync());
    private int _databases;

    public ValueTask InitializeAsync() => default;

    public async Task<IReadOnlyList<string>> MakeAsync(string store)
    {
        if (store == "sqlite")
        {
            var folder = Directory.CreateTempSubdirectory("posthorn-partner-").FullName;
            _folders.Add(folder);
            return ["--storage", "sqlite:" + Path.Combine(folder, "inbox.db"), "--database", "sqlite:" + Path.Combine(folder, "clinic.db")];
        }

        var place = await (await _postgres.Value).CreateDatabaseAsync($"clinic{Interlocked.Increment(ref _databases)}");
        await using var partner = NpgsqlDataSource.Create(place);
        await using var schema = partner.CreateCommand("create schema posthorn");
        _ = await schema.ExecuteNonQueryAsync();
        return ["--storage", $"postgres:{place};Search Path=posthorn", "--database", "postgres:" + place, "--key", Convert.ToBase64String(RandomNumberGenerator.GetBytes(32))];
    }

    public async ValueTask DisposeAsync()
    {
        if (_postgres.IsValueCreated)
        {
            await (await _postgres.Value).DisposeAsync();
        }

        _folders.ForEach(static folder => Directory.Delete(folder, recursive: true));
    }
}
