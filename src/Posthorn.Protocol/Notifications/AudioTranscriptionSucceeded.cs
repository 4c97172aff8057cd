using System.Text.Json;
using Posthorn.Protocol.Profiles;

namespace Posthorn.Protocol.Notifications;

/// <summary>Sully: a recording was transcribed.</summary>
public sealed record AudioTranscriptionSucceeded : ResourceNotification
{
    /// <summary>The text.</summary>
    public string? Transcription { get; init; }

    /// <inheritdoc />
    public override string EventType => EventTypes.AudioTranscriptionSucceeded;

    private protected override string IdName => "transcriptionId";

    private protected override void WriteData(Utf8JsonWriter writer)
    {
        base.WriteData(writer);
        writer.WriteStartObject("payload");
        writer.WriteText("transcription", Transcription);
        writer.WriteEndObject();
    }
}
