using Dapper;
using Microsoft.Data.Sqlite;
using Posthorn.Protocol.Notifications;
using Posthorn.Receiver;

namespace Sully.Partner;

/// <summary>What this partner does about a result: one row in its own database, once. What is older than what is there is left out.</summary>
public sealed class Chart(IConfiguration settings) : INotificationHandler<ResourceNotification>
{
    public event Action<string>? Written;

    private string Database => $"Data Source={settings["Chart"] ?? "chart.db"}";

    public async Task<HandlerResult> HandleAsync(ResourceNotification notification, NotificationContext context, CancellationToken cancellationToken)
    {
        var entry = new { notification.Id, Type = notification.EventType, Text = TextOf(notification) };
        await using var connection = new SqliteConnection(Database);
        const string Insert = "insert into chart (id, type, text) values (@Id, @Type, @Text)";
        var stale = context.Standing == Standing.Stale; // The vendor sends in any order: a newer one of this kind is here already.
        if (!stale && await context.ApplyAsync(connection, transaction => connection.ExecuteAsync(Insert, entry, transaction), cancellationToken))
        {
            Written?.Invoke(notification.Id ?? "");
        }

        return stale ? HandlerResult.Ignore : HandlerResult.Done;
    }

    public async Task CreateTableAsync()
    {
        await using var connection = new SqliteConnection(Database);
        await AppliedTable.EnsureAsync(connection);
        await connection.ExecuteAsync("create table if not exists chart (id text, type text, text text)");
    }

    private static string? TextOf(ResourceNotification notification) => notification switch
    {
        AudioTranscriptionSucceeded transcription => transcription.Transcription,
        NoteGenerationSucceeded note => note.Markdown,
        CodingSucceeded coding => string.Join(", ", coding.Diagnoses.Select(diagnosis => diagnosis.Text)),
        _ => null,
    };
}
