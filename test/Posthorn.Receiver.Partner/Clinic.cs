using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using Posthorn.Protocol.Notifications;

namespace Posthorn.Receiver.Partner;

/// <summary>The partner's own database: which sessions were documented, and how often the handler was called.</summary>
internal sealed class Clinic(DbDataSource database, Death death)
{
    private static readonly string[] Tables = ["create table if not exists effects (subject text)", "create table if not exists calls (subject text)"];

    public static DbDataSource DatabaseAt(string place) => place.StartsWith("sqlite:", StringComparison.Ordinal)
        ? SqliteFactory.Instance.CreateDataSource($"Data Source={place["sqlite:".Length..]}")
        : NpgsqlDataSource.Create(place["postgres:".Length..]);

    /// <summary>Makes the tables, unless they are there.</summary>
    public async Task OpenAsync()
    {
        await using var connection = await database.OpenConnectionAsync();
        await AppliedTable.EnsureAsync(connection);
        foreach (var table in Tables)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = table;
            _ = await command.ExecuteNonQueryAsync();
        }
    }

    public async Task<HandlerResult> ApplyAsync(SessionCompleted session, NotificationContext context, CancellationToken stop)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await InsertAsync(connection, transaction: null, "insert into calls (subject) values (@subject)", session);
        death.At(Step.Called);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        if (await context.TryApplyAsync(transaction, stop))
        {
            await InsertAsync(connection, transaction, "insert into effects (subject) values (@subject)", session);
            death.At(Step.Applying);
            await transaction.CommitAsync(stop);
        }

        death.At(Step.Applied);
        return HandlerResult.Done;
    }

    /// <summary>How many effects, and how many calls there were.</summary>
    public async Task<string> CountsAsync(string subject)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "select (select count(*) from effects where subject = @subject), (select count(*) from calls where subject = @subject)";
        Add(command, subject);
        await using var row = await command.ExecuteReaderAsync();
        _ = await row.ReadAsync();
        return string.Create(CultureInfo.InvariantCulture, $"{row.GetInt64(0)} {row.GetInt64(1)}");
    }

    private static async Task InsertAsync(DbConnection connection, DbTransaction? transaction, string sql, SessionCompleted session)
    {
        await using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        Add(command, session.SessionId);
        _ = await command.ExecuteNonQueryAsync();
    }

    private static void Add(DbCommand command, string? subject)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@subject", subject);
        _ = command.Parameters.Add(parameter);
    }
}
