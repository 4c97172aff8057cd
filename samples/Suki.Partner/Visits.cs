using Dapper;
using Microsoft.Data.Sqlite;
using Posthorn.Protocol.Notifications;
using Posthorn.Receiver;
using Posthorn.Receiver.Links;

namespace Suki.Partner;

/// <summary>What this partner does about a session: one row in its own database, once.</summary>
public sealed class Visits(IConfiguration settings, ISukiClient? suki = null) : INotificationHandler<SessionNotification>
{
    public event Action<string>? Written;

    private string Database => $"Data Source={settings["Visits"] ?? "visits.db"}";

    public async Task<HandlerResult> HandleAsync(SessionNotification session, NotificationContext context, CancellationToken cancellationToken)
    {
        var note = suki is not null && session is SessionCompleted completed && completed.Links.GetValueOrDefault("contents") is [var link, ..]
            ? string.Join('\n', (await suki.FollowAsync<SukiContents>(link, cancellationToken)).Sections.Select(part => $"{part.Title}: {part.Content}"))
            : null; // When the vendor cannot be asked, the call throws, and the notification is handled again later.
        var visit = new { Session = session.SessionId, Outcome = session.EventType ?? session.Status ?? "unknown", Note = note };
        await using var connection = new SqliteConnection(Database);
        const string Insert = "insert into visits (session, outcome, note) values (@Session, @Outcome, @Note)";
        if (await context.ApplyAsync(connection, transaction => connection.ExecuteAsync(Insert, visit, transaction), cancellationToken))
        {
            Written?.Invoke(session.SessionId ?? "");
        }

        return HandlerResult.Done;
    }

    public async Task CreateTableAsync()
    {
        await using var connection = new SqliteConnection(Database);
        await AppliedTable.EnsureAsync(connection);
        await connection.ExecuteAsync("create table if not exists visits (session text, outcome text, note text)");
    }
}
