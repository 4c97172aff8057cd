using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Posthorn.Cli.Triggering;

/// <summary>Writes values into a JSON document, at paths with dots.</summary>
internal static class JsonPath
{
    private static readonly JsonSerializerOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <exception cref="TriggerException">A path leads through a value, or the document is none.</exception>
    public static byte[] SetAll(ReadOnlyMemory<byte> body, IEnumerable<KeyValuePair<string, string>> sets)
    {
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(body.Span);
        }
        catch (JsonException)
        {
            throw new TriggerException("--set needs a body that is JSON, and the file is none.");
        }

        foreach (var (path, text) in sets)
        {
            Set(root, path, ValueOf(text));
        }

        return JsonSerializer.SerializeToUtf8Bytes(root, Written);
    }

    private static void Set(JsonNode? root, string path, JsonNode? value)
    {
        var names = path.Split('.');
        if (names.Any(static name => name.Length == 0))
        {
            throw new TriggerException($"--set {path}: a path is names with dots between them, such as data.payload.markdown.");
        }

        var node = root;
        for (var index = 0; index < names.Length - 1; index++)
        {
            node = Below(node, names, index) ?? Make(node, names, index);
        }

        Put(node, names, names.Length - 1, value);
    }

    private static JsonNode? Below(JsonNode? node, string[] names, int index) => node switch
    {
        JsonObject members => members[names[index]],
        JsonArray items => Position(items, names, index) is var position && position < items.Count ? items[position] : null,
        _ => throw LeadsThroughValue(names, index),
    };

    private static JsonObject Make(JsonNode? node, string[] names, int index)
    {
        var made = new JsonObject();
        Put(node, names, index, made);
        return made;
    }

    private static void Put(JsonNode? node, string[] names, int index, JsonNode? value)
    {
        switch (node)
        {
            case JsonObject members:
                members[names[index]] = value;
                break;
            case JsonArray items when Position(items, names, index) is var position && position < items.Count:
                items[position] = value;
                break;
            case JsonArray items:
                items.Add(value);
                break;
            default:
                throw LeadsThroughValue(names, index);
        }
    }

    // One behind the last is where a further one goes.
    private static int Position(JsonArray items, string[] names, int index) =>
        int.TryParse(names[index], NumberStyles.None, CultureInfo.InvariantCulture, out var position) && position <= items.Count
            ? position
            : throw new TriggerException(
                $"--set {string.Join('.', names)}: {Path(names, index)} is a list of {items.Count}; name a place from 0 to {items.Count}, not '{names[index]}'.");

    private static TriggerException LeadsThroughValue(string[] names, int index) =>
        new($"--set {string.Join('.', names)}: {Path(names, index)} is a single value and has nothing below it.");

    private static string Path(string[] names, int index) => index == 0 ? "the document" : string.Join('.', names[..index]);

    private static JsonNode? ValueOf(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}
