using System.Buffers;
using System.Text.Json;
using Posthorn.Protocol.Notifications;

namespace Posthorn.Protocol.Profiles;

/// <summary>No format at all: any event type, and the data as it is.</summary>
internal sealed class VerbatimBody : BodyFormat
{
    internal override IReadOnlyList<string> EventTypes => [];

    internal override bool CanExpress(string eventType) => EventType.IsValid(eventType);

    internal override bool TryRender(
        string eventType, DateTimeOffset occurredAt, ReadOnlySpan<byte> data, IBufferWriter<byte> output, out RenderProblem problem)
    {
        problem = default;
        output.Write(data);
        return true;
    }

    internal override Notification Read(JsonElement root) => StandardReading.Read(root);
}
