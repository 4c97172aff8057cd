using Posthorn.Cli.Printing;
using Posthorn.Gateway.Configuration;
using Posthorn.Protocol.Profiles;

namespace Posthorn.Cli.Triggering;

/// <summary>Several events in order: of a file, or ready-made.</summary>
internal sealed record TriggerScenario(Profile? Profile, IReadOnlyList<TriggerStep> Steps)
{
    private const int MostTimes = 1000;

    public static IReadOnlyList<string> ReadyNames { get; } = ["visit", "failed-visit", "rough-visit"];

    /// <summary>Null where there is none of that name for that vendor.</summary>
    public static TriggerScenario? Ready(string name, Profile profile) => (name, profile.Name) switch
    {
        ("visit", "suki") => Of(profile, EventTypes.SessionCompleted),
        ("visit", _) => Of(profile, EventTypes.AudioTranscriptionSucceeded, EventTypes.NoteGenerationSucceeded, EventTypes.CodingSucceeded),
        ("failed-visit", "suki") => Of(profile, EventTypes.SessionFailed),
        ("failed-visit", _) => Of(profile, EventTypes.AudioTranscriptionSucceeded, EventTypes.NoteGenerationFailed),
        ("rough-visit", "suki") => Rough(profile, EventTypes.SessionFailed, EventTypes.SessionCompleted),
        ("rough-visit", _) => Rough(profile, EventTypes.NoteGenerationSucceeded, EventTypes.CodingSucceeded),
        _ => null,
    };

    /// <returns>Null where something is wrong with the file; that was told by then.</returns>
    public static TriggerScenario? Read(string path, Surroundings surroundings)
    {
        var notes = new ConfigNotes();
        var scenario = YamlFile.Load(path, surroundings.Variable, notes, "The file must be one YAML document with keys such as profile and steps.") is { } file
            ? Read(file)
            : null;
        FileNotes.Tell(path, notes.Mistakes, surroundings);
        return notes.Mistakes.Count == 0 ? scenario : null;
    }

    private static TriggerScenario Read(Section file)
    {
        Profile? profile = null;
        if (file.Value("profile")?.Text is { } name && !Profile.TryGet(name, out profile))
        {
            file.Mistake("profile", $"write one of {string.Join(", ", Profile.All)}.");
        }

        List<TriggerStep> steps = [.. file.Items("steps").Select(ReadStep)];
        if (steps.Count == 0)
        {
            file.Mistake("steps", "there is no step.");
        }

        file.Close();
        return new(profile, steps);
    }

    private static TriggerStep ReadStep(Section item)
    {
        var fault = TriggerFault.None;
        if (item.Value("fault")?.Text is { } word)
        {
            fault = TriggerFaults.Find(word) ?? TriggerFault.None;
            if (fault == TriggerFault.None)
            {
                item.Mistake("fault", $"write one of {string.Join(", ", TriggerFaults.Names)}.");
            }
        }

        var set = item.Child("set");
        var step = new TriggerStep(item.Value("type", required: true)?.Text ?? "")
        {
            Sets = [.. (set?.Keys ?? []).Select(path => KeyValuePair.Create(path, set!.Value(path)?.Text ?? ""))],
            Wait = item.Duration("wait", TimeSpan.Zero),
            Fault = fault,
            Times = item.Has("times") ? item.Number("times", 1, 1, MostTimes) : null,
        };
        set?.Close();
        item.Close();
        return step;
    }

    private static TriggerScenario Of(Profile profile, params string[] types) => new(profile, [.. types.Select(static type => new TriggerStep(type))]);

    /// <summary>What networks do to a visit: late news of a failure, everything twice, and somebody who tries a forgery.</summary>
    private static TriggerScenario Rough(Profile profile, string first, string second) => new(
        profile,
        [
            new(second) { Fault = TriggerFault.Duplicate },
            new(first),
            new(second) { Fault = TriggerFault.Tampered },
            new(second) { Fault = TriggerFault.WrongSecret },
            new(second) { Fault = TriggerFault.Late },
        ]);
}
