using System.Text.Json.Nodes;
using Posthorn.Emulators.Doors;

namespace Posthorn.Emulators.Suki.Sessions;

/// <summary>What the sessions of an encounter come to together, in their order.</summary>
internal static class EncounterDocuments
{
    public static byte[] Contents(IEnumerable<ReadOnlyMemory<byte>> contents) => JsonAnswer.Object(json =>
    {
        json.WriteStartArray("summary");
        foreach (var section in contents.SelectMany(static one => Items(one, "summary")))
        {
            section?.WriteTo(json);
        }

        json.WriteEndArray();
    });

    public static byte[] StructuredData(IReadOnlyList<ReadOnlyMemory<byte>> data) => JsonAnswer.Object(json =>
    {
        json.WriteStartObject("structured_data");
        json.WriteStartObject("diagnoses");
        json.WriteStartArray("values");
        foreach (var diagnosis in data.SelectMany(static one => Items(one, "structured_data", "diagnoses", "values")))
        {
            diagnosis?.WriteTo(json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteStartObject("orders");
        json.WriteStartObject("medication_orders");
        json.WriteStartArray("partial_values");
        foreach (var order in data.SelectMany(static one => Items(one, "structured_data", "orders", "medication_orders", "partial_values")))
        {
            order?.WriteTo(json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static IEnumerable<JsonNode?> Items(ReadOnlyMemory<byte> document, params ReadOnlySpan<string> path)
    {
        var node = JsonNode.Parse(document.Span);
        foreach (var name in path)
        {
            node = node?[name];
        }

        return node as JsonArray ?? [];
    }
}
