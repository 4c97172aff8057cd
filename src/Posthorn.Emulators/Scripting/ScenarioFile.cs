using Posthorn.Gateway.Configuration;

namespace Posthorn.Emulators.Scripting;

/// <summary>Reads a scenario: a YAML file, whole, with everything that is wrong told at once.</summary>
internal static class ScenarioFile
{
    private static readonly Dictionary<string, SessionKind> Kinds = new(StringComparer.Ordinal)
    {
        ["ambient"] = SessionKind.Ambient,
        ["form_filling"] = SessionKind.FormFilling,
        ["transcription"] = SessionKind.Transcription,
        ["note"] = SessionKind.Note,
        ["coding"] = SessionKind.Coding,
    };

    private static readonly string[] WireWords = ["late", "out-of-order", "duplicate", "missing", "bad-signature", "old-secret"];

    /// <param name="vendor">Who is played.</param>
    /// <param name="variable">The environment.</param>
    public static ScenarioReading Read(string path, string vendor, Func<string, string?> variable)
    {
        var notes = new ConfigNotes();
        var scenario = YamlFile.Load(path, variable, notes, "The file must be one YAML document with keys such as vendor and sessions.") is { } file
            ? Read(file, vendor)
            : null;
        return new(notes.Mistakes.Count == 0 ? scenario : null, notes.Mistakes);
    }

    private static Scenario Read(Section file, string vendor)
    {
        var given = file.Value("vendor")?.Text;
        if (given is not null && given != vendor)
        {
            file.Mistake("vendor", $"this scenario is for another vendor than {vendor}.");
        }

        var login = file.Child("login");
        var scenario = new Scenario
        {
            Vendor = given,
            Rules = [.. file.Items("sessions").Select(ReadRule)],
            RefusesLogin = login is not null && login.Word("answer", ["ok", "refused"]) == "refused",
            TokenLife = login?.Duration("tokenLife", Scenario.Usual.TokenLife) ?? Scenario.Usual.TokenLife,
        };
        login?.Close();
        file.Close();
        return scenario;
    }

    private static Rule ReadRule(Section item)
    {
        var outcome = item.Word("outcome", OutcomeNames.InOrder) ?? OutcomeNames.Success;
        var wire = item.Word("notification", WireWords);
        var plan = OutcomeNames.All[outcome];
        plan = plan with
        {
            After = item.Has("after") ? item.Duration("after", TimeSpan.Zero) : plan.After,
            Code = item.Value("code")?.Text,
            Detail = item.Value("detail")?.Text,
            Wire = wire is null ? plan.Wire : OutcomeNames.All[wire].Wire,
            Lateness = item.Duration("late", Plan.UsualLateness),
            Times = item.Number("times", plan.Times, 2, 20),
            Regenerations = item.Number("regenerations", plan.Regenerations, 0, 20),
        };
        var rule = new Rule(plan)
        {
            Id = item.Value("id")?.Text,
            Kind = item.Word("kind", Kinds.Keys) is { } kind ? Kinds[kind] : null,
            Number = item.Has("number") ? item.Number("number", 1, 1, 1_000_000) : null,
            Every = item.Has("every") ? item.Number("every", 1, 1, 1_000_000) : null,
        };
        item.Close();
        return rule;
    }

    private static string? Word(this Section section, string key, IEnumerable<string> known)
    {
        if (section.Value(key)?.Text is not { } text)
        {
            return null;
        }

        if (known.Contains(text, StringComparer.Ordinal))
        {
            return text;
        }

        section.Mistake(key, $"write one of {string.Join(", ", known)}.");
        return null;
    }
}
