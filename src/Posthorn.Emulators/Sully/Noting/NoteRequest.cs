using System.Text.Json.Nodes;

namespace Posthorn.Emulators.Sully.Noting;

/// <summary>What a client asks for with a note. Members that Sully does not document are passed over, as it does.</summary>
internal sealed record NoteRequest(string Transcript, string Type, bool IncludesJson)
{
    public const string Soap = "soap";

    private const string Style = "note_style";
    private const string Template = "note_template";
    private const int MostMedications = 50;

    private static readonly string[] Languages = ["en", "es", "fr", "de", "it", "pt", "ru", "zh"];
    private static readonly string[] Texts = ["date", "previousNote", "context", "medicationList"];
    private static readonly string[] PatientTexts = ["name", "dateOfBirth", "gender"];

    /// <returns>Null when it is not such a request; then the problem says why.</returns>
    public static NoteRequest? Read(JsonObject body, out string problem)
    {
        problem = ProblemOf(body) ?? "";
        if (problem.Length > 0)
        {
            return null;
        }

        var type = body["noteType"].TextOf("type") ?? Soap;
        var asked = body["noteType"]?["includeJson"]?.GetValue<bool>();
        return new(body.TextOf("transcript")!, type, asked ?? type == Soap);
    }

    private static string? ProblemOf(JsonObject body)
    {
        if (string.IsNullOrWhiteSpace(body.TextOf("transcript")))
        {
            return "transcript is required";
        }

        if (body["language"] is not null && !Languages.Contains(body.TextOf("language")))
        {
            return $"language must be one of {string.Join(", ", Languages)}";
        }

        if (Texts.FirstOrDefault(name => body[name] is not null && body.TextOf(name) is null) is { } text)
        {
            return $"{text} must be a string";
        }

        if (body.TextOf("medicationList") is { } medications && medications.Split(',').Length > MostMedications)
        {
            return $"medicationList may have at most {MostMedications} medications";
        }

        if (body["instructions"] is { } instructions
            && !(instructions is JsonArray list && list.All(static one => one is JsonValue value && value.TryGetValue<string>(out _))))
        {
            return "instructions must be a list of strings";
        }

        return PatientProblem(body["patientInfo"]) ?? TypeProblem(body["noteType"]);
    }

    private static string? PatientProblem(JsonNode? patient) => patient switch
    {
        null => null,
        JsonObject members => PatientTexts.FirstOrDefault(name => members[name] is not null && members.TextOf(name) is null) is { } text ? $"patientInfo.{text} must be a string" : null,
        _ => "patientInfo must be an object",
    };

    private static string? TypeProblem(JsonNode? noteType)
    {
        if (noteType is null)
        {
            return null;
        }

        if (noteType is not JsonObject)
        {
            return "noteType must be an object";
        }

        var type = noteType.TextOf("type");
        if (type is not (Soap or Style or Template))
        {
            return $"noteType.type must be one of {Soap}, {Style}, {Template}";
        }

        if (noteType["includeJson"] is { } includes && !(includes is JsonValue value && value.TryGetValue<bool>(out _)))
        {
            return "noteType.includeJson must be a boolean";
        }

        return type != Soap && noteType["template"] is null ? $"noteType.template is required for {type}" : null;
    }
}
