using System.Buffers;

namespace Posthorn.Protocol.Profiles;

/// <summary>How a profile writes the body of a request. One format a vendor.</summary>
internal abstract class BodyFormat
{
    /// <summary>The types it can express; none when it can express any.</summary>
    internal abstract IReadOnlyList<string> EventTypes { get; }

    internal virtual bool CanExpress(string eventType) => EventTypes.Contains(eventType);

    /// <summary>Writes the body, or nothing at all and the reason. The event type was found expressible before.</summary>
    internal abstract bool TryRender(
        string eventType, DateTimeOffset occurredAt, ReadOnlySpan<byte> data, IBufferWriter<byte> output, out RenderProblem problem);
}
