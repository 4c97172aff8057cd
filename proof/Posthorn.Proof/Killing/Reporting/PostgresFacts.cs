using Npgsql;

namespace Posthorn.Proof.Killing.Reporting;

/// <summary>Which PostgreSQL it was, and the settings that decide what survives.</summary>
internal static class PostgresFacts
{
    private static readonly string[] Settings =
        ["server_version", "fsync", "full_page_writes", "synchronous_commit", "wal_sync_method", "shared_buffers", "max_connections"];

    public static async Task<string> ReadAsync(string connectionString, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        var facts = new List<string>();
        foreach (var setting in Settings)
        {
            await using var command = source.CreateCommand("select current_setting($1)");
            command.Parameters.Add(new() { Value = setting });
            facts.Add($"{setting} {await command.ExecuteScalarAsync(cancellationToken)}");
        }

        return $"PostgreSQL {string.Join(", ", facts)}".Replace("server_version ", "", StringComparison.Ordinal);
    }
}
