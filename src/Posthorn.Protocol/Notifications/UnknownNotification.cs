using System.Text.Json;

namespace Posthorn.Protocol.Notifications;

/// <summary>
/// A JSON document that is none of the known events: a new type, a missing type, or no object at all. <see cref="Notification.Root"/>
/// has it all.
/// </summary>
public sealed record UnknownNotification : Notification
{
    /// <summary>The <c>type</c> as it came, if it came.</summary>
    public string? Type { get; init; }

    /// <summary>The <c>data</c> as it came, if it came.</summary>
    public JsonElement? Data { get; init; }

    /// <summary>The <c>type</c>: not one of those that we know, but perhaps one that the reader does.</summary>
    public override string? EventType => Type;

    /// <inheritdoc />
    public override string? Subject => null;

    private protected override string? Identity => null;

    private protected override void WriteData(Utf8JsonWriter writer) => writer.WriteMembers(Data);
}
