using System.Collections.Concurrent;
using System.Text.Json;

namespace Posthorn.Server.Logging;

/// <summary>The names of fields and the templates of messages, encoded once: both come from our source, so there are few.</summary>
internal static class FieldNames
{
    private static readonly ConcurrentDictionary<string, JsonEncodedText> Names = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, JsonEncodedText> Templates = new(StringComparer.Ordinal);

    public static JsonEncodedText Of(string name) =>
        Names.GetOrAdd(name, static text => JsonEncodedText.Encode(JsonNamingPolicy.SnakeCaseLower.ConvertName(text)));

    public static JsonEncodedText Encode(string template) =>
        Templates.GetOrAdd(template, static text => JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping));
}
