using System.Text.Json;
using Posthorn.Emulators.Doors;
using Posthorn.Emulators.Scripting;

namespace Posthorn.Emulators.Suki.Sessions;

/// <summary>Forms that were filled in for nobody.</summary>
internal static class SukiForms
{
    private const string Completed = "MEDICAL_FORM_STATUS_COMPLETED";

    /// <summary>When all of them were made: results of one seed are the same bytes in every run.</summary>
    private const string CreatedAt = "2026-01-05T09:00:00Z";

    public static byte[] StructuredData(IReadOnlyList<string> templates, string? correlation, Seeds seeds, string sessionId, int revision) => JsonAnswer.Object(json =>
    {
        json.WriteStartObject("structured_data");
        json.WriteStartArray("generated_values");
        foreach (var template in templates)
        {
            var purpose = $"form:{sessionId}:{template}";
            json.WriteStartObject();
            json.WriteString("id", seeds.Uuid(purpose));
            json.WriteString("correlation_id", correlation ?? "");
            json.WriteString("created_at", CreatedAt);
            WriteVitals(json, seeds.For($"{purpose}:{revision}"));
            json.WriteString("form_template_id", template);
            json.WriteStartObject("metadata");
            json.WriteBoolean("synthetic", value: true);
            json.WriteEndObject();
            json.WriteString("patient_id", $"synthetic-patient-{seeds.Uuid($"patient:{sessionId}")[..8]}");
            json.WriteString("status", Completed);
            json.WriteString("title", "[synthetic] Vitals assessment");
            json.WriteString("type", "VITALS_ASSESSMENT");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("non_generated_values");
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteVitals(Utf8JsonWriter json, Random random)
    {
        json.WriteStartObject("data");
        json.WriteNumber("systolic", random.Next(105, 150));
        json.WriteNumber("diastolic", random.Next(62, 95));
        json.WriteNumber("pulse", random.Next(56, 98));
        json.WriteNumber("respiratory_rate", random.Next(12, 20));
        json.WriteNumber("temperature_celsius", random.Next(362, 378) / 10m);
        json.WriteNumber("oxygen_saturation", random.Next(94, 100));
        json.WriteString("comment", "[synthetic] Measured on a synthetic patient.");
        json.WriteEndObject();
    }
}
