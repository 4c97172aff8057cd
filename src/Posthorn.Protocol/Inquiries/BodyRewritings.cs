using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Posthorn.Protocol.Inquiries;

/// <summary>The same JSON, written by another library.</summary>
internal static class BodyRewritings
{
    public static JsonElement? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonElement.Parse(body.Span);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static IEnumerable<(ReadOnlyMemory<byte> Bytes, Cause Cause)> Of(ReadOnlyMemory<byte> body)
    {
        if (Parse(body) is not { } root)
        {
            yield break;
        }

        foreach (var style in JsonStyles.All)
        {
            if (Write(root, style) is { } text)
            {
                var cause = Rewritten(style.Name);
                yield return (text, cause);
                if (style.Indent is not null)
                {
                    yield return ((byte[])[.. text, (byte)'\n'], cause);
                }
            }
        }

        foreach (var encoder in new[] { JavaScriptEncoder.UnsafeRelaxedJsonEscaping, JavaScriptEncoder.Default })
        {
            foreach (var indentation in new[] { 0, 2, 4 })
            {
                var options = new JsonWriterOptions { Encoder = encoder, Indented = indentation > 0, IndentSize = indentation, NewLine = "\n" };
                if (Write(root, options) is { IsEmpty: false } text)
                {
                    yield return (text, Rewritten("as .NET writes it"));
                }
            }
        }
    }

    private static Cause Rewritten(string style) => new(
        "body_rewritten",
        $"The body was parsed and written again; what was signed is the same JSON {style}. Verify the bytes that came over the wire.",
        $"the same JSON {style}");

    private static byte[]? Write(JsonElement root, JsonStyle style)
    {
        try
        {
            return Encoding.UTF8.GetBytes(JsonText.Of(root, style));
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair: what cannot be written was not rewritten either.
            return null;
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
            return default;
        }

        return output.WrittenMemory;
    }
}
