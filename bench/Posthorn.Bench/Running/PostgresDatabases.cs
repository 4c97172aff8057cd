using System.Globalization;
using Npgsql;
using Posthorn.Bench.Measuring;
using Posthorn.Testing.Databases;

namespace Posthorn.Bench.Running;

/// <summary>One PostgreSQL of the run's own, and in it a database for each measurement.</summary>
internal sealed class PostgresDatabases : IDatabases
{
    // Durability stays as it ships. More memory and less frequent checkpoints, as anybody would give a server that is loaded: the same for the floor and for Posthorn.
    private static readonly Dictionary<string, string> Settings = new(StringComparer.Ordinal)
    {
        ["shared_buffers"] = "1GB",
        ["max_wal_size"] = "8GB",
        ["checkpoint_timeout"] = "15min",
        ["min_wal_size"] = "4GB",
    };

    // The log of a server that has run for a while lies in files that are used again. A new server makes each as it needs it, and writes it twice by that:
    // so three gigabytes are written first, and given free by a checkpoint.
    private const string WriteLog = "select count(pg_logical_emit_message(false, 'bench', repeat('x', 1000000))) from generate_series(1, 3000)";

    private readonly TemporaryPostgres _server;
    private int _made;

    private PostgresDatabases(TemporaryPostgres server, string version)
    {
        _server = server;
        Description = $"PostgreSQL {version}, {string.Join(", ", Settings.Select(static one => $"{one.Key}={one.Value}"))}, all else as it ships";
    }

    public string Description { get; }

    public static async Task<PostgresDatabases> StartAsync(string parent, CancellationToken cancellationToken)
    {
        TemporaryPostgres? server = null;
        try
        {
            server = await TemporaryPostgres.StartAsync(new() { Settings = Settings, ParentFolder = parent }, cancellationToken);
            _ = await ScalarAsync(server.ConnectionString, WriteLog, cancellationToken);
            return new(server, await ScalarAsync(server.ConnectionString, "show server_version", cancellationToken));
        }
        catch (Exception exception) when (exception is InvalidOperationException or NpgsqlException)
        {
            await (server?.DisposeAsync() ?? default);
            throw new BenchException(exception.Message);
        }
    }

    public async Task<Database> MakeAsync(string directory, CancellationToken cancellationToken)
    {
        // What the measurement before left behind is not to be written to disk in this one.
        _ = await ScalarAsync(_server.ConnectionString, "checkpoint", cancellationToken);
        var name = string.Create(CultureInfo.InvariantCulture, $"bench_{++_made}");
        var connection = await _server.CreateDatabaseAsync(name);
        return new($"postgres:{connection}", () => Number(_server.ConnectionString, "select pg_database_size($1)", name), () => Number(connection, "select count(*) from events"), () => ServerUse.Of(_server.Directory));
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static long Number(string connectionString, string sql, string? argument = null)
    {
        using var connection = new NpgsqlConnection(connectionString);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        if (argument is not null)
        {
            _ = command.Parameters.AddWithValue(argument);
        }

        return (long)command.ExecuteScalar()!;
    }

    private static async Task<string> ScalarAsync(string connectionString, string sql, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 0;
        return (await command.ExecuteScalarAsync(cancellationToken))?.ToString() ?? string.Empty;
    }
}
