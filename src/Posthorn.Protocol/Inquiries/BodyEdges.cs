using System.Text;

namespace Posthorn.Protocol.Inquiries;

/// <summary>White space at the ends, line breaks and marks.</summary>
internal static class BodyEdges
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    public static IEnumerable<(ReadOnlyMemory<byte> Bytes, Cause Cause)> Of(ReadOnlyMemory<byte> body)
    {
        var added = new Cause("body_newline_added", "Somebody added a line break at the end of the body.", "the body without the line break at its end");
        var removed = new Cause("body_newline_removed", "Somebody removed the line break at the end of the body.", "the body with a line break after it");
        yield return (body.TrimEnd("\r\n"u8), added);
        yield return (Append(body, "\n"u8), removed);
        yield return (Append(body, "\r\n"u8), removed);
        yield return (Replace(body, "\r\n", "\n"), new("body_line_breaks", "Somebody changed the line breaks from LF to CRLF.", "the body with LF for CRLF"));
        yield return (Replace(Replace(body, "\r\n", "\n"), "\n", "\r\n"), new(
            "body_line_breaks", "Somebody changed the line breaks from CRLF to LF.", "the body with CRLF for LF"));
        yield return (Replace(Replace(body, "\r", "\n"), "\n\n", "\n"), new("body_line_breaks", "Somebody changed the line breaks.", "the body with LF alone"));
        yield return (WithoutMark(body), new("body_mark", "Somebody added a byte order mark.", "the body without its byte order mark"));
        yield return ((byte[])[.. ByteOrderMark, .. body.Span], new("body_mark", "Somebody removed the byte order mark.", "the body after a byte order mark"));

        var spaced = new Cause("body_space_added", "Somebody put white space around the body.", "the body without white space around it");
        yield return (body.Trim(" \t\r\n"u8), spaced);
        yield return (body.TrimEnd(" \t\r\n"u8), spaced);
        var trimmed = new Cause("body_trimmed", "Somebody took the white space off the ends of the body.", "the body with white space around it");
        foreach (var (before, after) in new[] { ("", " "), (" ", ""), ("\n", ""), ("\n", "\n"), (" ", " "), ("", "\n\n"), ("", "\t"), ("", " \n"), ("\r\n", "\r\n") })
        {
            yield return ((byte[])[.. Encoding.ASCII.GetBytes(before), .. body.Span, .. Encoding.ASCII.GetBytes(after)], trimmed);
        }
    }

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> body) =>
        body.Span.StartsWith(ByteOrderMark) ? body[ByteOrderMark.Length..] : body;

    private static ReadOnlyMemory<byte> Append(ReadOnlyMemory<byte> body, ReadOnlySpan<byte> end) => (byte[])[.. body.Span, .. end];

    /// <summary>Latin-1, since it changes no byte whatever the encoding was.</summary>
    private static ReadOnlyMemory<byte> Replace(ReadOnlyMemory<byte> body, string old, string with) =>
        Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(body.Span).Replace(old, with, StringComparison.Ordinal));
}
