using System.Text.Json;

namespace Posthorn.Protocol.Notifications;

/// <summary>The envelope of Standard Webhooks.</summary>
/// <remarks>
/// The key for dedupe is the request's <c>webhook-id</c>; the body has none, so that <see cref="Notification.DedupeKey"/> is a hash.
/// </remarks>
public sealed record StandardNotification : Notification
{
    /// <summary>The type, as it came.</summary>
    public required string Type { get; init; }

    /// <summary>When the event happened.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>The data.</summary>
    public JsonElement? Data { get; init; }

    /// <inheritdoc />
    public override string EventType => Type;

    /// <summary>Not known: the envelope does not name what it is about.</summary>
    public override string? Subject => null;

    private protected override string? Identity => null;

    private protected override void WriteData(Utf8JsonWriter writer) => writer.WriteMembers(Data);
}
