using System.Text.Json.Nodes;

namespace Posthorn.Emulators.Suki.Sessions;

/// <summary>Holds a context of a form-filling session to what Suki documents.</summary>
internal static class FormContextCheck
{
    /// <returns>What is wrong first; null when nothing is.</returns>
    public static string? Problem(JsonObject context) => context["form_filling"] switch
    {
        null => null,
        JsonObject part when part["values"] is null => null,
        JsonObject part when part["values"] is JsonArray values
            && values.All(static one => one is JsonObject value && SukiBody.Text(value, "form_template_id") is { Length: > 0 }) => null,
        _ => "form_filling.values must be a list of objects with form_template_id",
    };

    /// <summary>The templates that are to be filled.</summary>
    public static IReadOnlyList<string> TemplatesOf(JsonObject context) =>
        context["form_filling"]?["values"] is JsonArray values
            ? [.. values.OfType<JsonObject>().Select(static value => SukiBody.Text(value, "form_template_id")).OfType<string>()]
            : [];
}
