using Npgsql;
using NpgsqlTypes;

namespace Posthorn.Postgres.Configuration;

/// <summary>Named values of the store itself. A value is replaced only where it is as expected: of two nodes that write at once, one must look again.</summary>
internal sealed class MetaValues(NpgsqlDataSource source)
{
    private const string Select = "select value from meta where name = $1";

    private const string Replace = "update meta set value = $2 where name = $1 and value = $3";

    private const string Insert = "insert into meta (name, value) values ($1, $2) on conflict (name) do nothing";

    public async Task<byte[]?> ReadAsync(string name)
    {
        await using var command = source.CreateCommand(Select);
        command.Parameters.Add(new() { Value = name });
        return await command.ExecuteScalarAsync() as byte[];
    }

    /// <param name="expected">What it must be now; null when it must not be there.</param>
    /// <returns>False when it is another one: then nothing was written.</returns>
    public async Task<bool> WriteAsync(string name, byte[]? expected, byte[] value)
    {
        await using var command = source.CreateCommand(expected is null ? Insert : Replace);
        command.Parameters.Add(new() { Value = name });
        command.Parameters.Add(new() { Value = value });
        if (expected is not null)
        {
            command.Parameters.Add(new() { Value = expected, NpgsqlDbType = NpgsqlDbType.Bytea });
        }

        return await command.ExecuteNonQueryAsync() == 1;
    }
}
