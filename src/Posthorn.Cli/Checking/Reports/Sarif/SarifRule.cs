using System.Text.Json;
using Posthorn.Testing.Checking;

namespace Posthorn.Cli.Checking.Reports.Sarif;

/// <summary>A check → a rule of the driver: what is demanded, by whom, why, and how to mend it.</summary>
internal static class SarifRule
{
    public static void Write(Utf8JsonWriter json, CheckResult result)
    {
        json.WriteStartObject();
        json.WriteString("id", result.Id);
        json.WriteStartObject("shortDescription");
        json.WriteString("text", result.Title);
        json.WriteEndObject();
        json.WriteStartObject("fullDescription");
        json.WriteString("text", result.Contract);
        json.WriteEndObject();
        json.WriteStartObject("help");
        json.WriteString("text", $"{result.Why} {result.Fix}");
        json.WriteString("markdown", $"**Why it matters.** {Plain(result.Why)}\n\n**How to mend it.** {Plain(result.Fix)}");
        json.WriteEndObject();
        if (Uri.TryCreate(result.Source, UriKind.Absolute, out var source) && source.Scheme is "http" or "https")
        {
            json.WriteString("helpUri", source!.AbsoluteUri);
        }

        json.WriteStartObject("defaultConfiguration");
        json.WriteString("level", LevelOf(result.Level));
        json.WriteEndObject();
        json.WriteStartObject("properties");
        json.WriteStartArray("tags");
        json.WriteStringValue(ReportWords.Of(result.Level));
        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static string LevelOf(CheckLevel level) => level switch
    {
        CheckLevel.Must => "error",
        CheckLevel.Should => "warning",
        _ => "note",
    };

    // Text, not markup: what Markdown would read as a sign is escaped.
    private static string Plain(string text) =>
        string.Concat(text.Select(static one => "\\`*_[]<>#|".Contains(one, StringComparison.Ordinal) ? $"\\{one}" : one.ToString()));
}
