using System.Buffers.Text;

namespace Posthorn.Bench.Loading;

/// <summary>Tells when the bytes of an HTTP/1.1 answer are all there.</summary>
/// <remarks>One answer at a time: with a content length, chunked without trailers, or without a body.</remarks>
internal static class HttpAnswer
{
    private const int StatusAt = 9;
    private const int ShortestHead = 12;

    private static ReadOnlySpan<byte> EndOfHead => "\r\n\r\n"u8;

    private static ReadOnlySpan<byte> LastChunk => "\r\n0\r\n\r\n"u8;

    public static bool IsComplete(ReadOnlySpan<byte> received, out int status)
    {
        status = 0;
        var headLength = received.IndexOf(EndOfHead);
        if (headLength < ShortestHead || !Utf8Parser.TryParse(received.Slice(StatusAt, 3), out status, out _))
        {
            return false;
        }

        var head = received[..headLength];
        var bodyLength = received.Length - headLength - EndOfHead.Length;
        if (Find(head, "\r\ncontent-length:"u8) is >= 0 and var lengthAt)
        {
            return Utf8Parser.TryParse(head[lengthAt..].TrimStart((byte)' '), out int length, out _) && bodyLength >= length;
        }

        // The line end before the first chunk is the head's own, so that an empty chunked body ends in the same bytes as any other.
        return Find(head, "\r\ntransfer-encoding:"u8) < 0 || received[(headLength + 2)..].EndsWith(LastChunk);
    }

    /// <summary>Where the value of a header begins, or -1. The name is given in lower case, between its line end and its colon.</summary>
    private static int Find(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name)
    {
        for (var from = 0; head[from..].IndexOf("\r\n"u8) is >= 0 and var at; from += at + 2)
        {
            var line = head[(from + at)..];
            if (line.Length > name.Length && System.Text.Ascii.EqualsIgnoreCase(line[..name.Length], name))
            {
                return from + at + name.Length;
            }
        }

        return -1;
    }
}
