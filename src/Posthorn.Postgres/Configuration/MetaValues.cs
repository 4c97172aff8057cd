using System.Collections.Concurrent;
using Npgsql;
using NpgsqlTypes;
using Posthorn.Delivery.Storage;

namespace Posthorn.Postgres.Configuration;

/// <summary>Named values of the store itself. A value is replaced only as this node has read it: of two nodes that write at once, one must look again.</summary>
internal sealed class MetaValues(NpgsqlDataSource source)
{
    private const string Select = "select value from meta where name = $1";

    private const string Replace = "update meta set value = $2 where name = $1 and value = $3";

    private const string Insert = "insert into meta (name, value) values ($1, $2) on conflict (name) do nothing";

    private readonly ConcurrentDictionary<string, byte[]> _read = new();

    public async Task<byte[]?> ReadAsync(string name)
    {
        await using var command = source.CreateCommand(Select);
        command.Parameters.Add(new() { Value = name });
        if (await command.ExecuteScalarAsync() is byte[] value)
        {
            return _read[name] = value;
        }

        _ = _read.TryRemove(name, out _);
        return null;
    }

    /// <exception cref="StaleConfigurationException">It is not what this node has read, or there is one where it has read none.</exception>
    public async Task WriteAsync(string name, byte[] value)
    {
        await using var command = source.CreateCommand(_read.TryGetValue(name, out var read) ? Replace : Insert);
        command.Parameters.Add(new() { Value = name });
        command.Parameters.Add(new() { Value = value });
        if (read is not null)
        {
            command.Parameters.Add(new() { Value = read, NpgsqlDbType = NpgsqlDbType.Bytea });
        }

        if (await command.ExecuteNonQueryAsync() == 0)
        {
            throw new StaleConfigurationException();
        }

        _read[name] = value;
    }
}
