using System.Text.Json.Nodes;
using Posthorn.Emulators.Content;

namespace Posthorn.Emulators.Sully.Coding;

/// <summary>What a made-up coder finds in a text: the diagnosis whose word is in it, else one out of the seed.</summary>
internal static class FoundCodes
{
    private const string Icd = "http://hl7.org/fhir/sid/icd-10-cm";
    private const string Snomed = "http://snomed.info/sct";
    private const string Cpt = "http://www.ama-assn.org/go/cpt";
    private const int ShortSpan = 40;

    /// <summary>By the code of ICD-10-CM: the word that stands for it, and its code of SNOMED CT.</summary>
    private static readonly Dictionary<string, (string Word, string Snomed)> Words = new(StringComparer.Ordinal)
    {
        ["J06.9"] = ("cough", "54150009"),
        ["I10"] = ("blood pressure", "59621000"),
        ["E11.9"] = ("diabetes", "44054006"),
        ["M54.50"] = ("back", "279039007"),
        ["G43.909"] = ("headache", "37796009"),
        ["K21.9"] = ("reflux", "235595009"),
        ["J45.909"] = ("wheez", "195967001"),
    };

    public static JsonObject In(string text, SyntheticVisit visit)
    {
        var found = SyntheticCases.All.Select(static one => one.Diagnosis)
            .Where(diagnosis => Words.TryGetValue(diagnosis.Code, out var known) && text.Contains(known.Word, StringComparison.OrdinalIgnoreCase))
            .ToList();
        var diagnoses = found.Count > 0 ? found : [visit.About.Diagnosis];
        return new()
        {
            ["diagnoses"] = new JsonArray([.. diagnoses.Select((diagnosis, place) => Diagnosis(diagnosis, place + 1, text))]),
            ["procedures"] = new JsonArray(Finding("p1", "[synthetic] Office visit", Span(text, 0, ShortSpan), (Cpt, "99213", "[synthetic] Office visit"))),
        };
    }

    private static JsonObject Diagnosis(SyntheticDiagnosis diagnosis, int number, string text)
    {
        var known = Words.GetValueOrDefault(diagnosis.Code);
        var at = known.Word is { } word ? text.IndexOf(word, StringComparison.OrdinalIgnoreCase) : -1;
        var span = at >= 0 ? Span(text, at, known.Word!.Length) : Span(text, 0, ShortSpan);
        List<(string, string, string)> codes = [(Icd, diagnosis.Code, diagnosis.Description)];
        if (known.Snomed is { } snomed)
        {
            codes.Add((Snomed, snomed, diagnosis.Description));
        }

        return Finding($"d{number}", $"[synthetic] {diagnosis.Description}", span, [.. codes]);
    }

    private static JsonObject Finding(string id, string text, JsonObject span, params IEnumerable<(string System, string Code, string Display)> codes) => new()
    {
        ["id"] = id,
        ["code"] = new JsonObject
        {
            ["coding"] = new JsonArray([.. codes.Select(static one => new JsonObject { ["system"] = one.System, ["code"] = one.Code, ["display"] = one.Display })]),
            ["text"] = text,
        },
        ["text_span"] = span,
    };

    private static JsonObject Span(string text, int start, int most)
    {
        var length = Math.Min(most, text.Length - start);

        // No half of a character.
        length -= length > 0 && char.IsHighSurrogate(text[start + length - 1]) ? 1 : 0;
        return new() { ["start_char"] = start, ["end_char"] = start + length, ["text"] = text.Substring(start, length) };
    }
}
