using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Posthorn.Protocol.Notifications;

namespace Posthorn.Protocol.Profiles;

/// <summary>Standard Webhooks: <c>type</c>, <c>timestamp</c> and <c>data</c>, any event type, any data.</summary>
internal sealed class StandardBody : BodyFormat
{
    /// <summary>RFC 3339 in UTC, with as many decimals as the time has and no more.</summary>
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";
    private const int HeadRoom = 128 + EventType.MaxLength;

    internal override IReadOnlyList<string> EventTypes => [];

    internal override bool CanExpress(string eventType) => EventType.IsValid(eventType);

    internal override bool TryRender(
        string eventType, DateTimeOffset occurredAt, ReadOnlySpan<byte> data, IBufferWriter<byte> output, out RenderProblem problem)
    {
        if (!ShapeCheck.TryRead(data, Shape.Any, [], out problem))
        {
            return false;
        }

        Span<byte> head = stackalloc byte[HeadRoom];
        var length = Append(head, 0, "{\"type\":\""u8);
        length += Encoding.ASCII.GetBytes(eventType, head[length..]);
        length = Append(head, length, "\",\"timestamp\":\""u8);
        _ = occurredAt.UtcDateTime.TryFormat(head[length..], out var written, TimeFormat, CultureInfo.InvariantCulture);
        length = Append(head, length + written, "\",\"data\":"u8);
        output.Write(head[..length]);
        output.Write(data);
        output.Write("}"u8);
        return true;
    }

    internal override Notification Read(JsonElement root) => StandardReading.Read(root);

    private static int Append(Span<byte> head, int length, ReadOnlySpan<byte> text)
    {
        text.CopyTo(head[length..]);
        return length + text.Length;
    }
}
