using System.Text.Json;

namespace Posthorn.Protocol.Notifications;

/// <summary>Sully: what every one of the six events has.</summary>
public abstract record ResourceNotification : Notification
{
    private protected ResourceNotification()
    {
    }

    /// <summary>The transcription, note or coding.</summary>
    public string? Id { get; init; }

    /// <summary>The <c>status</c> as it came. The vendor's documents contradict each other on its values: branch on the type.</summary>
    public string? Status { get; init; }

    /// <inheritdoc />
    public override string? Subject => Id;

    private protected override string? Identity => Id is null ? null : $"{EventType}:{Id}";

    private protected virtual string IdName => "id";

    private protected override void WriteData(Utf8JsonWriter writer)
    {
        writer.WriteText(IdName, Id);
        writer.WriteText("status", Status);
    }
}
