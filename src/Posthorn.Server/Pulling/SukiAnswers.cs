using System.Text.Json;
using Posthorn.Delivery.Sessions;

namespace Posthorn.Server.Pulling;

/// <summary>Sessions as Suki's API tells of them.</summary>
/// <remarks>Source: https://developer.suki.ai/api-reference/ambient-content/status and its neighbours.</remarks>
internal static class SukiAnswers
{
    /// <summary>The vendor knows no word for a session that timed out: it was given up, as one that was called off.</summary>
    public static string StatusOf(SessionState state) => state switch
    {
        SessionState.Created => "created",
        SessionState.Ready => "ready",
        SessionState.Staged => "staged",
        SessionState.Running => "running",
        SessionState.Completed => "completed",
        SessionState.Failed => "failed",
        SessionState.Skipped => "skipped",
        _ => "aborted",
    };

    public static ReadOnlyMemory<byte>? Status(Session session) => VendorAnswer.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("status"u8, StatusOf(session.State));
        writer.WriteEndObject();
    });

    /// <summary>The notes of several sessions as one, in their order.</summary>
    public static ReadOnlyMemory<byte>? Contents(IReadOnlyList<ReadOnlyMemory<byte>> contents) => contents.Count == 0 ? null : VendorAnswer.Write(writer =>
    {
        writer.WriteStartObject();
        WriteAll(writer, "summary", contents, static root => Member(root, "summary"));
        writer.WriteEndObject();
    });

    /// <summary>The diagnoses and orders of several sessions as one, in their order.</summary>
    public static ReadOnlyMemory<byte>? StructuredData(IReadOnlyList<ReadOnlyMemory<byte>> data) => data.Count == 0 ? null : VendorAnswer.Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartObject("structured_data"u8);
        writer.WriteStartObject("diagnoses"u8);
        WriteAll(writer, "values", data, static root => Member(root, "structured_data", "diagnoses", "values"));
        writer.WriteEndObject();
        writer.WriteStartObject("orders"u8);
        writer.WriteStartObject("medication_orders"u8);
        WriteAll(writer, "partial_values", data, static root => Member(root, "structured_data", "orders", "medication_orders", "partial_values"));
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    private static void WriteAll(Utf8JsonWriter writer, string name, IReadOnlyList<ReadOnlyMemory<byte>> documents, Func<JsonElement, JsonElement?> list)
    {
        writer.WriteStartArray(name);
        foreach (var document in documents)
        {
            using var json = JsonDocument.Parse(document);
            if (list(json.RootElement) is { ValueKind: JsonValueKind.Array } items)
            {
                foreach (var item in items.EnumerateArray())
                {
                    item.WriteTo(writer);
                }
            }
        }

        writer.WriteEndArray();
    }

    private static JsonElement? Member(JsonElement root, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty(name, out root))
            {
                return null;
            }
        }

        return root;
    }
}
