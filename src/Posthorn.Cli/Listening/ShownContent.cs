using System.Collections.Frozen;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Posthorn.Protocol.Signing;
using Posthorn.Relay.Wire;

namespace Posthorn.Cli.Listening;

/// <summary>Headers and body as lines for a person. Masked: names and shapes stay, values do not, for they may be about a patient.</summary>
internal static class ShownContent
{
    public const string Mask = "***";

    private const int MostBytes = 64 * 1024;
    private const int OfSignature = 12;

    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly FrozenSet<string> Harmless =
        FrozenSet.ToFrozenSet(["Content-Type", "Content-Length", "Content-Encoding", "Transfer-Encoding", "Accept", "Host"], StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Signing = SigningScheme.All.SelectMany(static scheme => scheme.HeaderNames).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> Lines(CapturedRequest request, bool masked) =>
    [
        $"{request.Method} {request.Path}{(request.Query is { } query ? "?" + (masked ? Mask : query) : "")}",
        .. request.Headers.Select(header => $"{header.Name}: {ValueOf(header, masked)}"),
        "",
        .. BodyOf(request.Body, masked),
    ];

    private static string ValueOf(HeaderLine header, bool masked) =>
        !masked || Harmless.Contains(header.Name) ? header.Value
        : Signing.Contains(header.Name) || header.Name.EndsWith("-Signature", StringComparison.OrdinalIgnoreCase) ? Shortened(header.Value)
        : Mask;

    private static string Shortened(string value) => value.Length <= OfSignature ? value : $"{value[..OfSignature]}… ({value.Length} characters)";

    private static string[] BodyOf(ReadOnlyMemory<byte> body, bool masked)
    {
        if (body.IsEmpty)
        {
            return ["(no body)"];
        }

        if (body.Length > MostBytes)
        {
            return [$"({body.Length} bytes, too many to show)"];
        }

        return TryPretty(body, masked) is { } pretty ? pretty.Split('\n')
            : masked ? [$"{Mask} ({body.Length} bytes, no JSON)"]
            : Encoding.UTF8.GetString(body.Span).ReplaceLineEndings("\n").Split('\n');
    }

    private static string? TryPretty(ReadOnlyMemory<byte> body, bool masked)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            using var bytes = new MemoryStream();
            using (var json = new Utf8JsonWriter(bytes, Indented))
            {
                Write(json, document.RootElement, masked);
            }

            return Encoding.UTF8.GetString(bytes.ToArray()).ReplaceLineEndings("\n");
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Write(Utf8JsonWriter json, JsonElement value, bool masked)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.WriteStartObject();
                foreach (var member in value.EnumerateObject())
                {
                    json.WritePropertyName(member.Name);
                    Write(json, member.Value, masked);
                }

                json.WriteEndObject();
                break;
            case JsonValueKind.Array:
                json.WriteStartArray();
                foreach (var item in value.EnumerateArray())
                {
                    Write(json, item, masked);
                }

                json.WriteEndArray();
                break;
            case JsonValueKind.String or JsonValueKind.Number when masked:
                json.WriteStringValue(Mask);
                break;
            default:
                value.WriteTo(json);
                break;
        }
    }
}
