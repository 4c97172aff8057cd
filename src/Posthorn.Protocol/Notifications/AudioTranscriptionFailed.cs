using System.Text.Json;
using Posthorn.Protocol.Profiles;

namespace Posthorn.Protocol.Notifications;

/// <summary>Sully: a recording could not be transcribed.</summary>
public sealed record AudioTranscriptionFailed : ResourceNotification
{
    /// <summary>Why, in words.</summary>
    public string? Error { get; init; }

    /// <inheritdoc />
    public override string EventType => EventTypes.AudioTranscriptionFailed;

    private protected override string IdName => "transcriptionId";

    private protected override void WriteData(Utf8JsonWriter writer)
    {
        base.WriteData(writer);
        writer.WriteText("error", Error);
    }
}
