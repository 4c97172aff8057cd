using System.Text.Json;
using Posthorn.Protocol.Profiles;
using Posthorn.Receiver.Links;

namespace Posthorn.Receiver.Expecting;

/// <summary>A status of Suki → the body that its notification would have had, as far as the status tells: the encounter it does not.</summary>
internal static class SukiPulledBody
{
    private static readonly (string Key, string Name, string Path)[] OfAmbient =
    [
        ("contents", "content", SukiPaths.Contents),
        ("structured_data", "structured_data", SukiPaths.StructuredData),
        ("status", "status", SukiPaths.Status),
        ("transcripts", "transcript", SukiPaths.Transcripts),
    ];

    private static readonly (string Key, string Name, string Path)[] OfFormFilling =
    [
        ("structured_data", "structured_data", SukiPaths.FormFillingStructuredData),
        ("status", "status", SukiPaths.FormFillingStatus),
    ];

    public static byte[] Of(string sessionId, SukiState state, bool formFilling)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("status", StatusOf(state));
            writer.WriteString("session_id", sessionId);
            if (state == SukiState.Completed)
            {
                WriteLinks(writer, sessionId, formFilling ? OfFormFilling : OfAmbient);
            }

            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    // No notification is documented for a session that was skipped: it is passed on under its own name, as one of an unknown status.
    private static string StatusOf(SukiState state) => state switch
    {
        SukiState.Completed => "success",
        SukiState.Failed => "failure",
        SukiState.Cancelled => SukiStatusNames.Default.Cancelled,
        SukiState.TimedOut => SukiStatusNames.Default.TimedOut,
        _ => "skipped",
    };

    private static void WriteLinks(Utf8JsonWriter writer, string sessionId, (string Key, string Name, string Path)[] links)
    {
        writer.WriteStartObject("_links");
        foreach (var (key, name, path) in links)
        {
            writer.WriteStartArray(key);
            writer.WriteStartObject();
            writer.WriteString("href", path.Replace("{0}", Uri.EscapeDataString(sessionId), StringComparison.Ordinal));
            writer.WriteString("method", "GET");
            writer.WriteString("name", name);
            writer.WriteString("type", "application/json");
            writer.WriteEndObject();
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
