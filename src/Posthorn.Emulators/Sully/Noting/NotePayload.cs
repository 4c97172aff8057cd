using System.Globalization;
using System.Text.Json.Nodes;
using Posthorn.Emulators.Content;
using Posthorn.Emulators.Sully.Operations;

namespace Posthorn.Emulators.Sully.Noting;

/// <summary>The note of a made-up visit as Sully writes it. Its JSON depends on the note's type; the vendor documents three forms, this is the one of its notifications.</summary>
internal static class NotePayload
{
    private static readonly (string Part, string[] Loincs)[] Parts =
    [
        ("subjective", ["10154-3", "10164-2", "11348-0", "10160-0", "10187-3"]),
        ("objective", ["29545-1"]),
        ("assessment", ["51848-0"]),
        ("plan", ["18776-5"]),
    ];

    public static JsonObject Of(SyntheticVisit visit, SullyRecord record, int revision)
    {
        var payload = new JsonObject();
        if (record.IncludesJson)
        {
            payload["json"] = record.NoteType == NoteRequest.Soap ? Soap(visit) : Sections(visit);
        }

        payload["markdown"] = (record.NoteType == NoteRequest.Soap ? SoapMarkdown(visit) : Markdown(visit.Sections, "##"))
            + (revision == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"\n\n[synthetic] Revision {revision}."));
        return payload;
    }

    private static JsonObject Soap(SyntheticVisit visit)
    {
        var soap = new JsonObject();
        foreach (var (part, sections) in InParts(visit))
        {
            soap[part] = part == "plan"
                ? string.Join(' ', sections.Select(static section => section.Text))
                : new JsonObject(sections.Select(static section => KeyValuePair.Create<string, JsonNode?>(Camel(section.Title), section.Text)));
        }

        return soap;
    }

    private static JsonObject Sections(SyntheticVisit visit) => new()
    {
        ["sections"] = new JsonArray([.. visit.Sections.Select(static section => new JsonObject { ["title"] = section.Title, ["content"] = section.Text })]),
    };

    private static string SoapMarkdown(SyntheticVisit visit) => string.Join(
        "\n\n", InParts(visit).Select(static one => $"## {char.ToUpperInvariant(one.Part[0])}{one.Part[1..]}\n\n{Markdown(one.Sections, "###")}"));

    private static string Markdown(IEnumerable<SyntheticSection> sections, string heading) =>
        string.Join("\n\n", sections.Select(section => $"{heading} {section.Title}\n\n{section.Text}"));

    private static IEnumerable<(string Part, List<SyntheticSection> Sections)> InParts(SyntheticVisit visit) =>
        Parts.Select(part => (part.Part, visit.Sections.Where(section => part.Loincs.Contains(section.Loinc)).ToList()));

    private static string Camel(string title)
    {
        var words = title.Split(' ').Select(static word => char.ToUpperInvariant(word[0]) + word[1..]);
        var joined = string.Concat(words);
        return char.ToLowerInvariant(joined[0]) + joined[1..];
    }
}
