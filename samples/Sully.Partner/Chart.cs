using Microsoft.Data.Sqlite;
using Posthorn.Protocol.Notifications;
using Posthorn.Receiver;

namespace Sully.Partner;

/// <summary>What this partner does about a result: one row in its own database, once. What is older than what is there is left out.</summary>
public sealed class Chart(IConfiguration settings) : INotificationHandler<ResourceNotification>
{
    private readonly string _database = $"Data Source={settings["Chart"] ?? "chart.db"}";

    /// <summary>Tells whoever shows the chart that there is another entry, of this transcription, note or coding.</summary>
    public event Action<string>? Written;

    public async Task<HandlerResult> HandleAsync(ResourceNotification notification, NotificationContext context, CancellationToken cancellationToken)
    {
        if (context.Standing == Standing.Stale)
        {
            return HandlerResult.Ignore; // The vendor sends in any order: a newer one of this kind is here already.
        }

        await using var connection = new SqliteConnection(_database);
        await connection.OpenAsync(cancellationToken);
        await using var transaction = connection.BeginTransaction();
        if (await context.TryApplyAsync(transaction, cancellationToken))
        {
            await using var insert = connection.CreateCommand();
            insert.CommandText = "insert into chart (id, type, text) values ($id, $type, $text)";
            insert.Parameters.AddWithValue("$id", (object?)notification.Id ?? DBNull.Value);
            insert.Parameters.AddWithValue("$type", notification.EventType);
            insert.Parameters.AddWithValue("$text", (object?)TextOf(notification) ?? DBNull.Value);
            insert.Transaction = transaction;
            await insert.ExecuteNonQueryAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            Written?.Invoke(notification.Id ?? "");
        }

        return HandlerResult.Done;
    }

    public async Task CreateTableAsync()
    {
        await using var connection = new SqliteConnection(_database);
        await AppliedTable.EnsureAsync(connection);
        await using var command = connection.CreateCommand();
        command.CommandText = "create table if not exists chart (id text, type text, text text)";
        await command.ExecuteNonQueryAsync();
    }

    private static string? TextOf(ResourceNotification notification) => notification switch
    {
        AudioTranscriptionSucceeded transcription => transcription.Transcription,
        NoteGenerationSucceeded note => note.Markdown,
        CodingSucceeded coding => string.Join(", ", coding.Diagnoses.Select(diagnosis => diagnosis.Text)),
        _ => null,
    };
}
