using System.Text.Json.Nodes;

namespace Posthorn.Emulators.Suki.Sessions;

/// <summary>Holds a context of an ambient session to what Suki documents. Everything is optional, and what is not documented is let through.</summary>
internal static class ContextCheck
{
    private const int LongestReason = 255;

    private static readonly string[] CodeTypes = ["ICD10", "IMO"];

    /// <returns>What is wrong first, naming the member and never its value; null when nothing is.</returns>
    public static string? Problem(JsonObject context) =>
        Texts(context, "provider", ["specialty", "provider_role"])
        ?? Texts(context, "patient", ["dob", "sex"])
        ?? Texts(context, "visit", ["chief_complaint", "encounter_type", "reason_for_visit", "visit_type"])
        ?? Long(context, "chief_complaint")
        ?? Long(context, "reason_for_visit")
        ?? Sections(context["sections"])
        ?? Diagnoses(context["diagnoses"]);

    private static string? Texts(JsonObject context, string name, string[] members) => context[name] switch
    {
        null => null,
        JsonObject part => members.FirstOrDefault(member => part[member] is { } value && !IsText(value)) is { } wrong ? $"{name}.{wrong} must be a string" : null,
        _ => $"{name} must be an object",
    };

    private static string? Long(JsonObject context, string member) =>
        context["visit"] is JsonObject visit && SukiBody.Text(visit, member) is { Length: > LongestReason }
            ? $"visit.{member} must have at most {LongestReason} characters"
            : null;

    private static string? Sections(JsonNode? sections) => sections switch
    {
        null => null,
        JsonArray list when list.All(static one => one is JsonObject section && section["loinc"] is { } loinc && IsText(loinc)) => null,
        _ => "sections must be a list of objects with loinc",
    };

    private static string? Diagnoses(JsonNode? diagnoses) => diagnoses switch
    {
        null => null,
        JsonObject { Count: 0 } => null,
        JsonObject part when part["values"] is JsonArray values => values.Select(Diagnosis).FirstOrDefault(static problem => problem is not null),
        _ => "diagnoses.values must be a list",
    };

    private static string? Diagnosis(JsonNode? value)
    {
        if (value is not JsonObject diagnosis || diagnosis["codes"] is not JsonArray codes)
        {
            return "diagnoses.values.codes must be a list";
        }

        return diagnosis["diagnosis_note"] is { } note && !IsText(note) ? "diagnoses.values.diagnosis_note must be a string"
            : codes.All(IsCode) ? null
            : $"diagnoses.values.codes must have code, description and type, one of {string.Join(", ", CodeTypes)}";
    }

    private static bool IsCode(JsonNode? node) =>
        node is JsonObject code
        && SukiBody.Text(code, "code") is { Length: > 0 }
        && (code["description"] is not { } description || IsText(description))
        && CodeTypes.Contains(SukiBody.Text(code, "type"), StringComparer.Ordinal);

    private static bool IsText(JsonNode node) => node is JsonValue value && value.TryGetValue<string>(out _);
}
