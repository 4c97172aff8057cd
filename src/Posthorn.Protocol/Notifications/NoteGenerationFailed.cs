using System.Text.Json;
using Posthorn.Protocol.Profiles;

namespace Posthorn.Protocol.Notifications;

/// <summary>Sully: a note could not be generated.</summary>
public sealed record NoteGenerationFailed : NoteNotification
{
    /// <summary>Why, in words. One sample of the vendor reads it, its documentation does not have it.</summary>
    public string? Error { get; init; }

    /// <inheritdoc />
    public override string EventType => EventTypes.NoteGenerationFailed;

    private protected override void WriteData(Utf8JsonWriter writer)
    {
        base.WriteData(writer);
        writer.WriteText("error", Error);
        WriteTimes(writer);
    }
}
