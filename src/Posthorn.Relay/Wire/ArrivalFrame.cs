using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text.Json;

namespace Posthorn.Relay.Wire;

/// <summary>An arrival as one binary message: the length of its head, the head as JSON, and the bytes of the body as they are.</summary>
internal static class ArrivalFrame
{
    private const int Prefix = sizeof(int);

    public static byte[] Write(Arrival arrival) =>
        Join(JsonSerializer.SerializeToUtf8Bytes(ArrivalHead.Of(arrival), RelayJson.Default.ArrivalHead), arrival.Request.Body.Span);

    /// <summary>Head and body in one piece.</summary>
    public static byte[] Join(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        var frame = new byte[Prefix + head.Length + body.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, head.Length);
        head.CopyTo(frame.AsSpan(Prefix));
        body.CopyTo(frame.AsSpan(Prefix + head.Length));
        return frame;
    }

    /// <returns>False when it is no such piece.</returns>
    public static bool TrySplit(ReadOnlyMemory<byte> frame, out ReadOnlyMemory<byte> head, out ReadOnlyMemory<byte> body)
    {
        head = body = default;
        if (frame.Length < Prefix || BinaryPrimitives.ReadInt32BigEndian(frame.Span) is var length && (length < 0 || length > frame.Length - Prefix))
        {
            return false;
        }

        head = frame.Slice(Prefix, length);
        body = frame[(Prefix + length)..];
        return true;
    }

    /// <returns>False when it is none, or when the body is not the one that was taken.</returns>
    public static bool TryRead(ReadOnlyMemory<byte> frame, [NotNullWhen(true)] out Arrival? arrival)
    {
        arrival = null;
        try
        {
            if (!TrySplit(frame, out var json, out var body)
                || JsonSerializer.Deserialize(json.Span, RelayJson.Default.ArrivalHead) is not { } head
                || !ArrivalId.TryParse(head.Id, out var id)
                || Convert.FromHexString(head.BodySha256) is var sha256 && !SHA256.HashData(body.Span).AsSpan().SequenceEqual(sha256))
            {
                return false;
            }

            arrival = new(id, head.Sequence, head.Source, head.ReceivedAt, sha256, new(head.Method, head.Path, head.Query, head.Headers, body));
            return true;
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            return false;
        }
    }
}
