namespace Posthorn.EndToEnd.Tests.HouseRules.Projects;

/// <summary>Who may know whom. What is not in the table is not allowed; a new project is a new row.</summary>
internal static class ProjectReferences
{
    private static readonly Dictionary<string, string[]> MayReference = new(StringComparer.Ordinal)
    {
        ["Posthorn.Protocol"] = [],
        ["Posthorn.Delivery"] = ["Posthorn.Protocol"],
        ["Posthorn.Sqlite"] = ["Posthorn.Delivery"],
        ["Posthorn.Postgres"] = ["Posthorn.Delivery"],
        ["Posthorn.Hosting"] = ["Posthorn.Delivery", "Posthorn.Sqlite", "Posthorn.Postgres"],
        ["Posthorn.Receiver"] = ["Posthorn.Delivery", "Posthorn.Hosting"],
        ["Posthorn.Receiver.Partner"] = ["Posthorn.Receiver"],
        ["Posthorn.Api"] = ["Posthorn.Protocol"],
        ["Posthorn.Server"] = ["Posthorn.Api", "Posthorn.Delivery", "Posthorn.Hosting"],
        ["Posthorn.Gateway"] = ["Posthorn.Receiver", "Posthorn.Server"],
        ["Posthorn.Emulators"] = ["Posthorn.Gateway", "Posthorn.Server"],
        ["Posthorn.Relay"] = ["Posthorn.Delivery", "Posthorn.Hosting", "Posthorn.Server", "Posthorn.Sqlite"],
        ["Posthorn.Cli"] = ["Posthorn.Emulators", "Posthorn.Gateway", "Posthorn.Relay", "Posthorn.Server", "Posthorn.Receiver", "Posthorn.Api", "Posthorn.Testing", "Posthorn.Bench", "Posthorn.Proof"],
        ["Posthorn.Proof"] = ["Posthorn.Api", "Posthorn.Delivery", "Posthorn.Protocol", "Posthorn.Testing"],
        ["Posthorn.Testing"] = ["Posthorn.Protocol", "Posthorn.Receiver"],
        ["Posthorn.Conformance"] = ["Posthorn.Delivery", "Posthorn.Testing"],
    };

    /// <summary>A published assembly, trimmed: what it proves is that nothing else was needed.</summary>
    private const string TrimProof = ".TrimProof";

    /// <summary>What those may use who see Posthorn from outside, as a sample does.</summary>
    private static readonly string[] Published = ["Posthorn.Protocol", "Posthorn.Api", "Posthorn.Receiver", "Posthorn.Testing"];

    public static IEnumerable<Violation> Check(IEnumerable<ProjectFile> projects)
    {
        foreach (var project in projects.Where(project => project.IsProject))
        {
            var allowed = AllowedTo(project);
            if (allowed is null)
            {
                yield return project.File.At(0, $"{project.Name} has no row in the table of projects");
                continue;
            }

            foreach (var other in project.ProjectReferences.Where(other => !allowed(other)))
            {
                yield return project.File.At(0, $"{project.Name} may not know {other}");
            }
        }
    }

    private static Func<string, bool>? AllowedTo(ProjectFile project)
    {
        if (project.File.IsUnder("samples/"))
        {
            return other => Published.Contains(other, StringComparer.Ordinal);
        }

        if (project.File.IsUnder("bench/") || project.Name == "Posthorn.EndToEnd.Tests")
        {
            return _ => true;
        }

        if (project.Name.EndsWith(TrimProof, StringComparison.Ordinal))
        {
            return other => other == project.Name[..^TrimProof.Length];
        }

        if (project.Name.EndsWith(".Tests", StringComparison.Ordinal))
        {
            return other => other == project.Name[..^".Tests".Length] || other is "Posthorn.Testing" or "Posthorn.Conformance";
        }

        return MayReference.TryGetValue(project.Name, out var names) ? other => names.Contains(other, StringComparer.Ordinal) : null;
    }
}
