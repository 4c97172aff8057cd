using System.Text.Json;
using Posthorn.Protocol.Profiles;

namespace Posthorn.Protocol.Notifications;

/// <summary>Sully: codes could not be found.</summary>
public sealed record CodingFailed : ResourceNotification
{
    /// <summary>Why, in words.</summary>
    public string? Error { get; init; }

    /// <inheritdoc />
    public override string EventType => EventTypes.CodingFailed;

    private protected override void WriteData(Utf8JsonWriter writer)
    {
        base.WriteData(writer);
        writer.WriteText("error", Error);
    }
}
