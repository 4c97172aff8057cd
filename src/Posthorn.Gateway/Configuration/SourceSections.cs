using System.Buffers;
using System.Collections.Frozen;
using Posthorn.Receiver;
using Posthorn.Receiver.Sources;

namespace Posthorn.Gateway.Configuration;

/// <summary>Reads <c>sources</c>.</summary>
internal static class SourceSections
{
    private static readonly FrozenSet<string> Taken = FrozenSet.ToFrozenSet(["/health/live", "/health/ready"], StringComparer.OrdinalIgnoreCase);

    private static readonly SearchValues<char> OfPaths = SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ/._~-");

    public static IReadOnlyList<SourceSettings> Read(Section file, ConfigNotes notes)
    {
        if (file.Child("sources", required: true) is not { } sources)
        {
            return [];
        }

        var all = new List<SourceSettings>();
        var paths = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var section in sources.Named())
        {
            Names.Check(section);
            var path = PathOf(section, paths);
            var options = OptionsOf(section, notes);
            section.Close();
            if (path is not null && options is not null)
            {
                all.Add(new(section.Name, path, options));
            }
        }

        if (sources.Named().Count == 0)
        {
            sources.Mistake("name at least one source, or nothing can be received.");
        }

        return all;
    }

    private static string? PathOf(Section section, Dictionary<string, string> paths)
    {
        if (section.Value("path", required: true) is not { } entry)
        {
            return null;
        }

        var path = entry.Text.TrimEnd('/');
        if (path.Length < 2 || path[0] != '/' || path.Contains("//", StringComparison.Ordinal) || path.AsSpan().ContainsAnyExcept(OfPaths))
        {
            section.Mistake("path", "write a plain path, such as /webhooks/suki.");
            return null;
        }

        if (Taken.Contains(path))
        {
            section.Mistake("path", "this path tells the gateway's health. Choose another one.");
            return null;
        }

        if (!paths.TryAdd(path, section.Name))
        {
            section.Mistake("path", $"the source {paths[path]} has this path already. Each needs one of its own: that is how they are told apart.");
            return null;
        }

        return path;
    }

    private static SourceOptions? OptionsOf(Section section, ConfigNotes notes)
    {
        var before = notes.Mistakes.Count;
        var usual = new SourceOptions();
        var options = new SourceOptions
        {
            Profile = section.Value("profile", required: true)?.Text,
            Tolerance = section.Duration("tolerance", usual.Tolerance),
            BodyLimit = section.Number("bodyLimit", usual.BodyLimit, 1024, 16 * 1024 * 1024),
        };
        foreach (var item in section.Items("secrets"))
        {
            if (item.Secret("value", required: true) is { } value)
            {
                options.Secrets.Add(new() { Value = value.Text, ValidFrom = item.Moment("validFrom"), ValidUntil = item.Moment("validUntil") });
            }

            item.Close();
        }

        if (notes.Mistakes.Count > before)
        {
            return null;
        }

        // What a source may be, the receiver knows.
        var mistakes = new List<string>();
        if (SourceReading.Read(section.Name, options, [], mistakes) is not null)
        {
            return options;
        }

        foreach (var mistake in mistakes)
        {
            notes.Mistake(section.Line, mistake);
        }

        return null;
    }
}
