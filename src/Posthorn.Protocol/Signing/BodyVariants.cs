using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Posthorn.Protocol.Signing;

/// <summary>What frameworks and proxies make of a body, and so what may have been signed instead of what came.</summary>
internal static class BodyVariants
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    internal static IEnumerable<(string Code, ReadOnlyMemory<byte> Body, string Message)> Of(ReadOnlyMemory<byte> body)
    {
        yield return ("body_newline_added", body.TrimEnd("\r\n"u8), "Somebody added a line break at the end of the body.");
        yield return ("body_newline_removed", Append(body, "\n"u8), "Somebody removed the line break at the end of the body.");
        yield return ("body_newline_removed", Append(body, "\r\n"u8), "Somebody removed the line break at the end of the body.");
        yield return ("body_line_breaks", Replace(body, "\r\n", "\n"), "Somebody changed the line breaks from LF to CRLF.");
        yield return ("body_line_breaks", Replace(body, "\n", "\r\n"), "Somebody changed the line breaks from CRLF to LF.");
        yield return ("body_mark", WithoutMark(body), "Somebody added a byte order mark.");
        yield return ("body_mark", (byte[])[.. ByteOrderMark, .. body.Span], "Somebody removed the byte order mark.");
        foreach (var variant in Rewritten(body))
        {
            yield return ("body_rewritten", variant, "The body was parsed and written again; verify the bytes that came over the wire.");
        }
    }

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> body) =>
        body.Span.StartsWith(ByteOrderMark) ? body[ByteOrderMark.Length..] : body;

    private static ReadOnlyMemory<byte> Append(ReadOnlyMemory<byte> body, ReadOnlySpan<byte> end) => (byte[])[.. body.Span, .. end];

    /// <summary>Latin-1, since it changes no byte whatever the encoding was.</summary>
    private static ReadOnlyMemory<byte> Replace(ReadOnlyMemory<byte> body, string old, string with) =>
        Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(body.Span).Replace(old, with, StringComparison.Ordinal));

    private static IEnumerable<ReadOnlyMemory<byte>> Rewritten(ReadOnlyMemory<byte> body)
    {
        JsonElement root;
        try
        {
            root = JsonElement.Parse(body.Span);
        }
        catch (JsonException)
        {
            yield break;
        }

        foreach (var encoder in new[] { JavaScriptEncoder.UnsafeRelaxedJsonEscaping, JavaScriptEncoder.Default })
        {
            foreach (var indentation in new[] { 0, 2, 4 })
            {
                yield return Write(root, new() { Encoder = encoder, Indented = indentation > 0, IndentSize = indentation, NewLine = "\n" });
            }
        }
    }

    private static ReadOnlyMemory<byte> Write(JsonElement root, JsonWriterOptions options)
    {
        var output = new ArrayBufferWriter<byte>();
        try
        {
            using var writer = new Utf8JsonWriter(output, options);
            root.WriteTo(writer);
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: what cannot be written was not rewritten either.
            return default;
        }

        return output.WrittenMemory;
    }
}
