using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Posthorn.Protocol.Tests.Inquiries;

/// <summary>Requests whose signature is right over the body as it was before something changed it.</summary>
internal static class PlantedBodies
{
    private const string Spaced = "{\"z\": 1, \"a\": {\"c\": \"Größe & <b>\", \"b\": [true, \"x/y\"]}}";
    private const string Compact = "{\"z\":1,\"a\":{\"c\":\"Größe & <b>\",\"b\":[true,\"x/y\"]}}";

    public static IEnumerable<Plant> All =>
    [
        Of("a line break added", "body_newline_added", Plant.Body, Plant.Body + "\n"),
        Of("a line break removed", "body_newline_removed", Plant.Body + "\n", Plant.Body),
        Of("CRLF removed", "body_newline_removed", Plant.Body + "\r\n", Plant.Body),
        Of("LF to CRLF", "body_line_breaks", "x\ny\n", "x\r\ny\r\n"),
        Of("CRLF to LF", "body_line_breaks", "x\r\ny\r\n", "x\ny\n"),
        Of("a mark added", "body_mark", Plant.Body, "\uFEFF" + Plant.Body),
        Of("a mark removed", "body_mark", "\uFEFF" + Plant.Body, Plant.Body),
        Of("spaces added", "body_space_added", Plant.Body, $" {Plant.Body}  "),
        Of("a space taken off", "body_trimmed", Plant.Body + " ", Plant.Body),
        Of("line breaks taken off", "body_trimmed", $"\n{Plant.Body}\n", Plant.Body),
        Of("white space taken out", "body_rewritten", Spaced, Compact),
        Of("white space put in", "body_rewritten", Compact, Spaced),
        Of("indented by 2", "body_rewritten", Compact, "{\n  \"z\": 1,\n  \"a\": {\n    \"c\": \"Größe & <b>\",\n    \"b\": [\n      true,\n      \"x/y\"\n    ]\n  }\n}"),
        Of("the indentation taken out", "body_rewritten", "{\n  \"z\": 1,\n  \"b\": []\n}", "{\"z\":1,\"b\":[]}"),
        Of("the indentation by 4 taken out", "body_rewritten", "{\n    \"z\": 1,\n    \"b\": {}\n}\n", "{\"z\":1,\"b\":{}}"),
        Of("the indentation by tabs taken out", "body_rewritten", "{\n\t\"z\": 1\n}", "{\"z\":1}"),
        Of("escapes read", "body_rewritten", "{\"c\":\"Gr\\u00f6\\u00dfe\"}", "{\"c\":\"Größe\"}"),
        Of("escapes of .NET read", "body_rewritten", "{\"c\":\"Gr\\u00F6\\u00DFe \\u0026 \\u003Cb\\u003E\"}", "{\"c\":\"Größe & <b>\"}"),
        Of("escapes of Go read", "body_rewritten", "{\"c\":\"Größe \\u0026 \\u003cb\\u003e\"}", "{\"c\":\"Größe & <b>\"}"),
        Of("escapes of PHP read", "body_rewritten", "{\"c\":\"x\\/y\"}", "{\"c\":\"x/y\"}"),
        Of("non-ASCII escaped", "body_rewritten", "{\"c\":\"Größe\"}", "{\"c\":\"Gr\\u00f6\\u00dfe\"}"),
        Of("sorted keys unsorted", "body_rewritten", "{\"a\":1,\"z\":2}", "{\"z\":2,\"a\":1}"),
        Of("numbers of JavaScript", "body_rewritten", "{\"a\":1,\"b\":1e+21,\"c\":0.000001,\"d\":1e-7,\"e\":12345678901234567000}", "{\"a\":1.0,\"b\":1000000000000000000000,\"c\":1e-6,\"d\":0.0000001,\"e\":12345678901234567890}"),
        Of("UTF-8 read as Latin-1", "body_charset", "{\"c\":\"Größe\"}", "{\"c\":\"GrÃ¶Ã\u009Fe\"}"),
        Of("UTF-8 read as Windows-1252", "body_charset", "{\"c\":\"Größe – x\"}", "{\"c\":\"GrÃ¶ÃŸe â€“ x\"}"),
        Bytes("Latin-1 for UTF-8", "body_charset", "{\"c\":\"Größe\"}", Encoding.Latin1.GetBytes("{\"c\":\"Größe\"}")),
        Bytes("gzip left in", "body_compressed", Plant.Body, Gzip(Plant.Body), Encoded("gzip")),
        Bytes("deflate left in", "body_compressed", Plant.Body, Deflate(Plant.Body)),
        Bytes("brotli left in", "body_compressed", Plant.Body, Brotli(Plant.Body), Encoded("br")),
        Bytes("gzip taken out", "body_decompressed", "what was compressed", Encoding.UTF8.GetBytes(Plant.Body), Encoded("gzip")) with { IsProven = false },
        Of("chunks left in", "body_chunked", "{\"a\":1}", "4\r\n{\"a\"\r\n3\r\n:1}\r\n0\r\n\r\n"),
        Bytes("something after the end", "body_appended", Plant.Body, Encoding.UTF8.GetBytes(Plant.Body + "GET / HT"), Length(Encoding.UTF8.GetByteCount(Plant.Body))),
        Bytes("the end cut off", "body_truncated", Plant.Body, Encoding.UTF8.GetBytes(Plant.Body[..20]), Length(Encoding.UTF8.GetByteCount(Plant.Body))) with { IsProven = false },
        Of("a form of it", "body_form_encoded", Plant.Body, Uri.EscapeDataString(Plant.Body)),
        Of("a field of a form", "body_form_encoded", Plant.Body, $"id=1&payload={Uri.EscapeDataString(Plant.Body)}"),
        Of("a JSON string of it", "body_json_in_json", Plant.Body, JsonSerializer.Serialize(Plant.Body)),
        Of("a JSON string, signed", "body_json_in_json", JsonSerializer.Serialize(Plant.Body), Plant.Body),
        Of("a member of another document", "body_wrapped", Plant.Body, JsonSerializer.Serialize(new { isBase64Encoded = false, body = Plant.Body })),
        Of("a member in base64", "body_wrapped", Plant.Body, JsonSerializer.Serialize(new { body = Convert.ToBase64String(Encoding.UTF8.GetBytes(Plant.Body)) })),
        Of("base64 of it", "body_base64", Plant.Body, Convert.ToBase64String(Encoding.UTF8.GetBytes(Plant.Body))),
        Of("base64 signed", "body_base64", Convert.ToBase64String(Encoding.UTF8.GetBytes(Plant.Body)), Plant.Body),
        Of("what JavaScript shows of an object", "body_stringified", "[object Object]", Plant.Body),
        Of("what Python shows of bytes", "body_stringified", "b'{\"a\":1}'", "{\"a\":1}"),
        Of("nothing signed", "body_not_signed", "", Plant.Body),
        Of("nothing left", "body_empty", Plant.Body, "") with { IsProven = false },
        Of("bytes that became replacement characters", "body_replaced", "{\"c\":\"ö\"}", "{\"c\":\"\uFFFD\"}") with { IsProven = false },
    ];

    private static Plant Of(string what, string code, string signed, string received) =>
        Bytes(what, code, signed, Encoding.UTF8.GetBytes(received));

    private static Plant Bytes(string what, string code, string signed, byte[] received, params KeyValuePair<string, string>[] more) => new(what, [code])
    {
        Headers = [.. Plant.Sully(Plant.Hex(Plant.Mac(Plant.Secret, $"{Plant.Seconds}.{signed}"))), .. more],
        Received = received,
    };

    private static KeyValuePair<string, string> Encoded(string by) => new("Content-Encoding", by);

    private static KeyValuePair<string, string> Length(int bytes) => new("Content-Length", bytes.ToString(CultureInfo.InvariantCulture));

    private static byte[] Gzip(string text) => Packed(text, static stream => new GZipStream(stream, CompressionLevel.Optimal));

    private static byte[] Deflate(string text) => Packed(text, static stream => new ZLibStream(stream, CompressionLevel.Optimal));

    private static byte[] Brotli(string text) => Packed(text, static stream => new BrotliStream(stream, CompressionLevel.Optimal));

    private static byte[] Packed(string text, Func<Stream, Stream> open)
    {
        using var packed = new MemoryStream();
        using (var stream = open(packed))
        {
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }
}
