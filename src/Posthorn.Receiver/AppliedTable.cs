using System.Data;
using System.Data.Common;
using Posthorn.Receiver.Applying;

namespace Posthorn.Receiver;

/// <summary>The table in the partner's own database that says which deliveries are applied.</summary>
public static class AppliedTable
{
    /// <summary>Makes the table, in PostgreSQL and in SQLite, unless it is there.</summary>
    public const string CreateSql = AppliedSql.Create;

    /// <summary>Makes the table, unless it is there.</summary>
    /// <param name="connection">A connection to PostgreSQL or SQLite; opened if it is not.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Completes when the table is there.</returns>
    public static async Task EnsureAsync(DbConnection connection, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        await using var command = await CommandAsync(connection, CreateSql, cancellationToken);
        _ = await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Forgets what was applied long ago. A delivery that is called again after that is applied again: keep more than the log does.</summary>
    /// <param name="connection">A connection to PostgreSQL or SQLite; opened if it is not.</param>
    /// <param name="before">What was applied before that goes. Twice <see cref="ReceiverOptions.Retention"/> ago is safe.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many rows went.</returns>
    public static async Task<int> ForgetAsync(DbConnection connection, DateTimeOffset before, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        await using var command = await CommandAsync(connection, AppliedSql.Forget, cancellationToken);
        AppliedRow.Add(command, "@before", DbType.Int64, before.ToUnixTimeMilliseconds());
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static async Task<DbCommand> CommandAsync(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        if (connection.State != ConnectionState.Open)
        {
            await connection.OpenAsync(cancellationToken);
        }

        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
