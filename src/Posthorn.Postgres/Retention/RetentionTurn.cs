using System.Data;
using Npgsql;

namespace Posthorn.Postgres.Retention;

/// <summary>A transaction in which this node is the only one that forgets.</summary>
internal sealed class RetentionTurn : IAsyncDisposable
{
    private const string TryTake = "select pg_try_advisory_xact_lock(1886352500, 3)";

    // Past the first of the four, each statement may stop publishers while it waits, so it gives up soon.
    private const string WaitLittle = "select set_config('lock_timeout', '200ms', true)";

    private readonly NpgsqlTransaction _transaction;

    private RetentionTurn(NpgsqlConnection connection, NpgsqlTransaction transaction) => (Connection, _transaction) = (connection, transaction);

    public NpgsqlConnection Connection { get; }

    /// <returns>Null while another node has its turn.</returns>
    public static async Task<RetentionTurn?> TryTakeAsync(NpgsqlDataSource source)
    {
        var connection = await source.OpenConnectionAsync();
        RetentionTurn? turn = null;
        try
        {
            turn = new(connection, await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted));
            await using var batch = new NpgsqlBatch(connection) { BatchCommands = { new(TryTake), new(WaitLittle) } };
            if (await batch.ExecuteScalarAsync() is true)
            {
                return turn;
            }
        }
        catch
        {
            await (turn?.DisposeAsync() ?? connection.DisposeAsync());
            throw;
        }

        await turn.DisposeAsync();
        return null;
    }

    public Task CommitAsync() => _transaction.CommitAsync();

    /// <summary>Without a commit before, nothing has happened.</summary>
    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }
}
