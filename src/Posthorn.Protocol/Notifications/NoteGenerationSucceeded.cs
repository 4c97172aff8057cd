using System.Text.Json;
using Posthorn.Protocol.Profiles;

namespace Posthorn.Protocol.Notifications;

/// <summary>Sully: a note was generated. Also read from <c>note.completed</c>, as one of the vendor's guides calls it.</summary>
public sealed record NoteGenerationSucceeded : NoteNotification
{
    /// <summary>
    /// The note as JSON. Its shape depends on the note's style, and the vendor documents three of it: take nothing for granted.
    /// </summary>
    public JsonElement? Json { get; init; }

    /// <summary>The note as Markdown.</summary>
    public string? Markdown { get; init; }

    /// <inheritdoc />
    public override string EventType => EventTypes.NoteGenerationSucceeded;

    private protected override void WriteData(Utf8JsonWriter writer)
    {
        base.WriteData(writer);
        writer.WriteStartObject("payload");
        writer.WriteElement("json", Json);
        writer.WriteText("markdown", Markdown);
        writer.WriteEndObject();
        WriteTimes(writer);
    }
}
