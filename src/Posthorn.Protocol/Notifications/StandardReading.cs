using System.Text.Json;

namespace Posthorn.Protocol.Notifications;

/// <summary>Bodies of Standard Webhooks.</summary>
internal static class StandardReading
{
    internal static Notification Read(JsonElement root)
    {
        var (type, data) = (root.TextOf("type"), root.ElementOf("data"));
        return type is null
            ? new UnknownNotification { Data = data }
            : new StandardNotification { Type = type, Timestamp = root.TimeOf("timestamp"), Data = data };
    }
}
