using System.Text.Json.Nodes;
using Posthorn.Emulators.Content;
using Posthorn.Emulators.Doors;

namespace Posthorn.Emulators.Suki.Sessions;

/// <summary>What the sessions of an encounter come to together.</summary>
internal static class EncounterDocuments
{
    /// <summary>The sections of all, each section once: what later sessions say stands below what earlier ones said.</summary>
    public static byte[] Content(IReadOnlyList<ReadOnlyMemory<byte>> contents)
    {
        var merged = new JsonArray();
        foreach (var section in contents.SelectMany(static one => JsonNode.Parse(one.Span)!["summary"]!.AsArray()).OfType<JsonObject>())
        {
            var code = (string?)section["loinc_code"];
            if (merged.OfType<JsonObject>().FirstOrDefault(one => (string?)one["loinc_code"] == code) is { } same)
            {
                same["content"] = $"{(string?)same["content"]}\n{(string?)section["content"]}";
                foreach (var source in section["source_transcripts"]!.AsArray())
                {
                    same["source_transcripts"]!.AsArray().Add(source?.DeepClone());
                }
            }
            else
            {
                merged.Add(section.DeepClone());
            }
        }

        return JsonAnswer.Object(json =>
        {
            json.WritePropertyName("summary");
            merged.WriteTo(json);
        });
    }

    /// <summary>The diagnoses of all, each code once, and what was ordered.</summary>
    public static byte[] StructuredData(IReadOnlyList<SyntheticVisit> visits) => JsonAnswer.Object(json =>
    {
        json.WriteStartObject("structured_data");
        SukiDocuments.WriteDiagnoses(json, visits.SelectMany(static visit => visit.Diagnoses).DistinctBy(static diagnosis => diagnosis.Code));
        json.WriteStartObject("orders");
        json.WriteStartObject("medication_orders");
        json.WriteStartArray("partial_values");
        foreach (var order in visits.SelectMany(static visit => visit.Orders).Distinct())
        {
            json.WriteStartObject();
            json.WriteString("drug_name", order.Drug);
            json.WriteString("dosage", order.Dosage);
            json.WriteString("route", order.Route);
            json.WriteString("frequency", order.Frequency);
            json.WriteString("start_date", "2026-01-05");
            json.WriteString("end_date", "2026-02-02");
            json.WriteStartArray("codes");
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    });
}
