using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Posthorn.Receiver.Tests.Handling;

/// <summary>A connection to the partner's own database.</summary>
internal sealed class SqliteConnectionOfPartner(string text) : IAsyncDisposable
{
    public SqliteConnection Connection { get; } = new(text + ";Pooling=False");

    public async Task RunAsync(string sql, SqliteTransaction? transaction = null)
    {
        await Connection.OpenAsync();
        await using var command = Connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        _ = await command.ExecuteNonQueryAsync();
    }

    public async Task<long> CountAsync(string table)
    {
        await Connection.OpenAsync();
        await using var command = Connection.CreateCommand();
        command.CommandText = "select count(*) from " + table;
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    public ValueTask DisposeAsync() => Connection.DisposeAsync();
}
