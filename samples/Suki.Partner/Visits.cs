using Microsoft.Data.Sqlite;
using Posthorn.Protocol.Notifications;
using Posthorn.Receiver;
using Posthorn.Receiver.Links;

namespace Suki.Partner;

/// <summary>What this partner does about a session: one row in its own database, once.</summary>
public sealed class Visits(IConfiguration settings, ISukiClient? suki = null) : INotificationHandler<SessionNotification>
{
    private readonly string _database = $"Data Source={settings["Visits"] ?? "visits.db"}";

    /// <summary>Tells whoever shows the visits that there is another, of this session.</summary>
    public event Action<string>? Written;

    public async Task<HandlerResult> HandleAsync(SessionNotification notification, NotificationContext context, CancellationToken cancellationToken)
    {
        var note = await FetchNoteAsync(notification, cancellationToken); // Before the transaction: nothing is locked while the vendor takes its time.
        await using var connection = new SqliteConnection(_database);
        await connection.OpenAsync(cancellationToken);
        await using var transaction = connection.BeginTransaction();
        if (await context.TryApplyAsync(transaction, cancellationToken))
        {
            await using var insert = connection.CreateCommand();
            insert.CommandText = "insert into visits (session, outcome, note) values ($session, $outcome, $note)";
            insert.Parameters.AddWithValue("$session", (object?)notification.SessionId ?? DBNull.Value);
            insert.Parameters.AddWithValue("$outcome", notification.EventType ?? notification.Status ?? "unknown");
            insert.Parameters.AddWithValue("$note", (object?)note ?? DBNull.Value);
            insert.Transaction = transaction;
            await insert.ExecuteNonQueryAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            Written?.Invoke(notification.SessionId ?? "");
        }

        return HandlerResult.Done;
    }

    public async Task CreateTableAsync()
    {
        await using var connection = new SqliteConnection(_database);
        await AppliedTable.EnsureAsync(connection);
        await using var command = connection.CreateCommand();
        command.CommandText = "create table if not exists visits (session text, outcome text, note text)";
        await command.ExecuteNonQueryAsync();
    }

    // When the vendor cannot be asked, the call throws, and the notification is handled again later.
    private async Task<string?> FetchNoteAsync(SessionNotification notification, CancellationToken cancellationToken)
    {
        if (suki is null || notification is not SessionCompleted completed || completed.Links.GetValueOrDefault("contents") is not [var link, ..])
        {
            return null;
        }

        var note = await suki.FollowAsync<SukiContents>(link, cancellationToken);
        return string.Join('\n', note.Sections.Select(section => $"{section.Title}: {section.Content}"));
    }
}
