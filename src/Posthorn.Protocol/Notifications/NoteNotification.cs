using System.Text.Json;

namespace Posthorn.Protocol.Notifications;

/// <summary>Sully: what both events of a note have.</summary>
public abstract record NoteNotification : ResourceNotification
{
    private protected NoteNotification()
    {
    }

    /// <summary>When the work began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended. Of two events about one note, the later one stands: they may arrive in any order.</summary>
    public DateTimeOffset? CompletedAt { get; init; }

    private protected void WriteTimes(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("timestamp");
        writer.WriteMilliseconds("start", StartedAt);
        writer.WriteMilliseconds("complete", CompletedAt);
        writer.WriteEndObject();
    }
}
