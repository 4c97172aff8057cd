using System.Data;
using System.Data.Common;

namespace Posthorn.Receiver.Applying;

/// <summary>The row that stands for one delivery's effect. PostgreSQL and SQLite understand the same statement.</summary>
internal static class AppliedRow
{
    public static async Task<bool> TryInsertAsync(DbTransaction transaction, string deliveryId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var connection = transaction.Connection ?? throw new ArgumentException("The transaction is over.", nameof(transaction));
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = AppliedSql.Insert;
        Add(command, "@delivery_id", DbType.String, deliveryId);
        Add(command, "@applied_at", DbType.Int64, now.ToUnixTimeMilliseconds());
        return await command.ExecuteNonQueryAsync(cancellationToken) == 1;
    }

    public static void Add(DbCommand command, string name, DbType type, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.DbType, parameter.Value) = (name, type, value);
        _ = command.Parameters.Add(parameter);
    }
}
