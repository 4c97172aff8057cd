using System.Data;
using Npgsql;
using Posthorn.Delivery.Storage;

namespace Posthorn.Postgres.Configuration;

/// <summary>What the configuration is, or what has changed of it, as of one moment.</summary>
internal sealed record ConfigurationSnapshot(long Version, ConfigurationRows Rows, IReadOnlyList<ApiKeyId> Revoked)
{
    /// <summary>Before all versions.</summary>
    public const long Beginning = -1;

    private const string SelectVersion = "select version from configuration";

    public bool IsEmpty => Rows is { Partners.Count: 0, Keys.Count: 0, Endpoints.Count: 0, Secrets.Count: 0 } && Revoked.Count == 0;

    public static async Task<long> ReadVersionAsync(NpgsqlDataSource source)
    {
        await using var command = source.CreateCommand(SelectVersion);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Reads what is newer than a version.</summary>
    public static async Task<ConfigurationSnapshot> ReadAsync(NpgsqlDataSource source, long since)
    {
        // One snapshot for all: an endpoint without the secret that was stored with it could not be sent to.
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead);
        await using var batch = new NpgsqlBatch(connection, transaction) { BatchCommands = { new(SelectVersion) } };
        foreach (var sql in new[] { PartnerRows.SelectSince, ApiKeyRows.SelectSince, EndpointRows.SelectSince, SecretRows.SelectSince })
        {
            batch.BatchCommands.Add(new(sql) { Parameters = { new() { Value = since } } });
        }

        await using var row = await batch.ExecuteReaderAsync();
        var version = (await AllAsync(row, static row => row.GetInt64(0)))[0];
        var partners = await NextAsync(row, PartnerRows.Read);
        var keys = await NextAsync(row, static row => (Key: ApiKeyRows.Read(row), IsRevoked: ApiKeyRows.IsRevoked(row)));
        var endpoints = await NextAsync(row, EndpointRows.Read);
        var secrets = await NextAsync(row, SecretRows.Read);
        return new(
            version,
            new(partners, [.. keys.Where(static one => !one.IsRevoked).Select(static one => one.Key)], endpoints, secrets),
            [.. keys.Where(static one => one.IsRevoked).Select(static one => one.Key.Id)]);
    }

    private static async Task<List<T>> NextAsync<T>(NpgsqlDataReader row, Func<NpgsqlDataReader, T> read)
    {
        _ = await row.NextResultAsync();
        return await AllAsync(row, read);
    }

    private static async Task<List<T>> AllAsync<T>(NpgsqlDataReader row, Func<NpgsqlDataReader, T> read)
    {
        var rows = new List<T>();
        while (await row.ReadAsync())
        {
            rows.Add(read(row));
        }

        return rows;
    }
}
