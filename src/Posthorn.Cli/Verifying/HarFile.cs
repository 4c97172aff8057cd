using System.Text;
using System.Text.Json;
using Posthorn.Api.Json;
using Posthorn.Protocol.Signing;

namespace Posthorn.Cli.Verifying;

/// <summary>A recording in the HTTP Archive format 1.2, as browsers and proxies write it.</summary>
internal static class HarFile
{
    private const string Decoded =
        "The recording has the body as text, which the recorder decoded: where the signature does not match, the recorder may be the one who changed the bytes.";

    /// <param name="number">Which entry, from 1; null for the only one that is signed.</param>
    public static Capture Read(byte[] bytes, int? number, SigningScheme scheme)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            return document.RootElement.TryGetProperty("log", out var log) && log.TryGetProperty("entries", out var entries)
                ? Choose([.. entries.EnumerateArray()], number, scheme)
                : Capture.Unreadable("this JSON is no HTTP Archive: it has no log with entries.");
        }
        catch (JsonException broken)
        {
            return Capture.Unreadable($"this is not one JSON document: see line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}.");
        }
        catch (Exception odd) when (odd is InvalidOperationException or FormatException or KeyNotFoundException)
        {
            return Capture.Unreadable("the HTTP Archive has a member of another kind than HAR 1.2 has it.");
        }
    }

    private static Capture Choose(IReadOnlyList<JsonElement> entries, int? number, SigningScheme scheme)
    {
        if (number is { } chosen)
        {
            return chosen <= entries.Count
                ? Of(entries[chosen - 1])
                : Capture.WrongUsage($"--entry {chosen}: the recording has {entries.Count} entries.");
        }

        if (entries.Count == 1)
        {
            return Of(entries[0]);
        }

        var signed = entries.Index().Where(entry => HeadersOf(entry.Item).Exists(
            header => scheme.HeaderNames[^1].Equals(header.Key, StringComparison.OrdinalIgnoreCase))).ToList();
        return signed switch
        {
            [var one] => Of(one.Item),
            [] => Capture.WrongUsage($"none of the {entries.Count} entries has the header {scheme.HeaderNames[^1]}. Choose one with --entry."),
            _ => Capture.WrongUsage($"several entries are signed: {string.Join(", ", signed.Select(static entry => entry.Index + 1))}. Choose one with --entry."),
        };
    }

    private static Capture Of(JsonElement entry)
    {
        DateTimeOffset? at = entry.TryGetProperty("startedDateTime", out var started) && Rfc3339.TryParse(started.GetString(), out var time) ? time : null;
        if (!entry.GetProperty("request").TryGetProperty("postData", out var data) || !data.TryGetProperty("text", out var text))
        {
            return Capture.Of(new(HeadersOf(entry), [], at, "The entry has no text of a body: it is taken as empty."));
        }

        var isBase64 = new[] { "encoding", "_encoding" }.Any(
            name => data.TryGetProperty(name, out var encoding) && encoding.GetString() == "base64");
        return isBase64
            ? Capture.Of(new(HeadersOf(entry), text.GetBytesFromBase64(), at))
            : Capture.Of(new(HeadersOf(entry), Encoding.UTF8.GetBytes(text.GetString() ?? ""), at, Decoded));
    }

    // What begins with a colon is HTTP/2's own.
    private static List<KeyValuePair<string, string>> HeadersOf(JsonElement entry) =>
        [.. from header in entry.GetProperty("request").GetProperty("headers").EnumerateArray()
            let name = header.GetProperty("name").GetString() ?? ""
            where !name.StartsWith(':')
            select KeyValuePair.Create(name, header.GetProperty("value").GetString() ?? "")];
}
