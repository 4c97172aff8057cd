using System.Buffers;
using System.Text.Json;
using Posthorn.Protocol.Notifications;

namespace Posthorn.Protocol.Profiles;

/// <summary>How a profile writes the body of a request, and reads one. One format a vendor.</summary>
internal abstract class BodyFormat
{
    /// <summary>The types it can express; none when it can express any.</summary>
    internal abstract IReadOnlyList<string> EventTypes { get; }

    internal virtual bool CanExpress(string eventType) => EventTypes.Contains(eventType);

    /// <summary>Writes the body, or nothing at all and the reason. The event type was found expressible before.</summary>
    internal abstract bool TryRender(
        string eventType, DateTimeOffset occurredAt, ReadOnlySpan<byte> data, IBufferWriter<byte> output, out RenderProblem problem);

    /// <summary>Reads what a sender of this format sent. Any JSON document gives something.</summary>
    internal abstract Notification Read(JsonElement root);
}
