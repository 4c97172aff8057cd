using System.Text.RegularExpressions;

namespace Posthorn.EndToEnd.Tests.HouseRules.Documents;

/// <summary>A link inside the repository leads to a file that is there, and to a heading that it has.</summary>
internal static partial class Links
{
    /// <param name="files">The documents to look through, and to look for headings in.</param>
    /// <param name="exists">Whether there is a file or a folder at a path from the root.</param>
    public static IEnumerable<Violation> Check(IReadOnlyCollection<SourceFile> files, Func<string, bool> exists)
        => from file in files
           from line in MarkdownText.Prose(file)
           from match in Link().Matches(line.Text)
           let target = match.Groups["target"].Value
           where !Elsewhere().IsMatch(target)
           let wrong = Describe(file, target, files, exists)
           where wrong is not null
           select file.At(line.Number, wrong);

    private static string? Describe(SourceFile file, string target, IEnumerable<SourceFile> files, Func<string, bool> exists)
    {
        var (to, heading) = target.Split('#', 2) is [var before, var after] ? (before, after) : (target, "");
        var path = to.Length == 0 ? file.Path : Resolve(file.Path, to);
        if (path is null || !exists(path))
        {
            return $"{target} leads nowhere";
        }

        return heading.Length > 0
            && files.FirstOrDefault(other => other.Path == path) is { IsMarkdown: true } document
            && !MarkdownText.Anchors(document).Contains(heading)
            ? $"{target}: {path} has no such heading"
            : null;
    }

    private static string? Resolve(string from, string to)
    {
        var parts = new Stack<string>(from.Split('/')[..^1]);
        foreach (var part in to.TrimEnd('/').Split('/'))
        {
            if (part == "..")
            {
                if (!parts.TryPop(out _))
                {
                    return null;
                }
            }
            else if (part != ".")
            {
                parts.Push(Uri.UnescapeDataString(part));
            }
        }

        return string.Join('/', parts.Reverse());
    }

    [GeneratedRegex(
        @"\]\((?<target>[^)\s]+)[^)]*\)|^\s*\[[^\]]+\]:\s*(?<target>\S+)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();

    [GeneratedRegex("^(?:[a-z]+:|//)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Elsewhere();
}
