using System.Text.Json;
using Posthorn.Delivery.Sessions;

namespace Posthorn.Server.Sessions;

/// <summary>Where the results of a session can be fetched. Only what is there is linked to.</summary>
/// <remarks>Source: https://developer.suki.ai/documentation/webhook/payload-and-response; the keys are those of its table, relative unless a base is configured.</remarks>
internal sealed class SessionLinks(ServerOptions options)
{
    private readonly string _base = options.PublicUrl?.TrimEnd('/') ?? string.Empty;

    public void Write(Utf8JsonWriter writer, Session session, IReadOnlyCollection<SessionPart> parts)
    {
        var ambient = session.Kind == SessionKind.Ambient;
        var one = $"{_base}/api/v1/{(ambient ? "ambient" : "form-filling")}/session/{Uri.EscapeDataString(session.Id)}";
        var all = $"{_base}/api/v1/ambient/encounter/{Uri.EscapeDataString(session.EncounterId)}";
        writer.WriteStartObject("links"u8);
        if (ambient && parts.Contains(SessionPart.Content))
        {
            Write(writer, "contents", one + "/content", "content");
            Write(writer, "encounter_content", all + "/content", "encounter_content");
        }

        if (parts.Contains(SessionPart.StructuredData))
        {
            Write(writer, "structured_data", one + "/structured-data", "structured_data");
            if (ambient)
            {
                Write(writer, "encounter_structured_data", all + "/structured-data", "encounter_structured_data");
            }
        }

        Write(writer, "status", one + "/status", "status");
        if (ambient && parts.Contains(SessionPart.Transcript))
        {
            Write(writer, "transcripts", one + "/transcript", "transcript");
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string key, string href, string name)
    {
        writer.WriteStartArray(key);
        writer.WriteStartObject();
        writer.WriteString("href"u8, href);
        writer.WriteString("method"u8, "GET"u8);
        writer.WriteString("name"u8, name);
        writer.WriteString("type"u8, "application/json"u8);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }
}
