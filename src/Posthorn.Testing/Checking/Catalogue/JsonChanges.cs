using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Posthorn.Testing.Checking.Catalogue;

/// <summary>Body → the same content in other bytes, or other content in the same form.</summary>
internal static class JsonChanges
{
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Pretty = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true, NewLine = "\n" };

    public static ReadOnlyMemory<byte> Indented(ReadOnlyMemory<byte> body, string newLine = "\n") =>
        Encoding.UTF8.GetBytes(Parse(body).ToJsonString(Pretty).ReplaceLineEndings(newLine));

    /// <summary>Every letter of a value that the sample has, as an escape.</summary>
    public static ReadOnlyMemory<byte> Escaped(ReadOnlyMemory<byte> body)
    {
        var text = Encoding.UTF8.GetString(body.Span);
        var at = text.IndexOf("posthorn-check-", StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes($"{text[..at]}\\u0070\\u006fsthorn-check-{text[(at + "posthorn-check-".Length)..]}");
    }

    public static ReadOnlyMemory<byte> With(ReadOnlyMemory<byte> body, string name, string json)
    {
        var text = Encoding.UTF8.GetString(body.Span).TrimEnd();
        return Encoding.UTF8.GetBytes($"{text[..^1]},\"{name}\":{json}}}");
    }

    public static ReadOnlyMemory<byte> Change(ReadOnlyMemory<byte> body, Action<JsonObject> change)
    {
        var root = Parse(body);
        change(root);
        return Encoding.UTF8.GetBytes(root.ToJsonString(Compact));
    }

    /// <summary>The members of every object, in the opposite order.</summary>
    public static ReadOnlyMemory<byte> Reordered(ReadOnlyMemory<byte> body) => Encoding.UTF8.GetBytes(Turn(Parse(body))!.ToJsonString(Compact));

    private static JsonNode? Turn(JsonNode? node) => node switch
    {
        JsonObject parent => new JsonObject(parent.Reverse().Select(static member => KeyValuePair.Create(member.Key, Turn(member.Value)))),
        _ => node?.DeepClone(),
    };

    private static JsonObject Parse(ReadOnlyMemory<byte> body) => JsonNode.Parse(body.Span)!.AsObject();
}
