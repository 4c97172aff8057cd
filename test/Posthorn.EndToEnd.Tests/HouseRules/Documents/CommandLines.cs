using System.Text.RegularExpressions;

namespace Posthorn.EndToEnd.Tests.HouseRules.Documents;

/// <summary>What a document tells its reader to type, works: the commands of posthorn, its projects and its scripts.</summary>
internal static partial class CommandLines
{
    private static readonly HashSet<string> Shells = new(StringComparer.Ordinal) { "bash", "sh", "shell", "console" };

    /// <param name="documents">The documents to look through.</param>
    /// <param name="exists">Whether there is a file or a folder at a path from the root.</param>
    public static IEnumerable<Violation> Paths(IEnumerable<SourceFile> documents, Func<string, bool> exists)
        => from line in documents.SelectMany(In)
           let path = PathOf(line.Words)
           where path is not null && !exists(path)
           select line.File.At(line.Line, $"{path} is not there");

    /// <param name="documents">The documents to look through.</param>
    /// <param name="refuses">What the program answers to arguments that it does not know, or null where it takes them.</param>
    public static IEnumerable<Violation> Commands(IEnumerable<SourceFile> documents, Func<IReadOnlyList<string>, string?> refuses)
        => from line in documents.SelectMany(In)
           let arguments = ArgumentsOf(line.Words)
           where arguments is not null
           let refusal = refuses(arguments)
           where refusal is not null
           select line.File.At(line.Line, $"posthorn {string.Join(' ', arguments)}: {refusal}");

    public static IEnumerable<CommandLine> In(SourceFile document)
    {
        foreach (var fence in MarkdownText.Fences(document).Where(fence => Shells.Contains(fence.Language)))
        {
            var begun = "";
            foreach (var (index, line) in fence.Code.Index())
            {
                var whole = $"{begun}{line.Trim()}";
                begun = whole.EndsWith('\\') ? whole[..^1] : "";
                if (begun.Length == 0)
                {
                    yield return new(document, fence.Line + index, [.. WordsOf(whole)]);
                }
            }
        }
    }

    // Up to what a shell would take for itself: a pipe, a redirection, the next command, a comment.
    private static IEnumerable<string> WordsOf(string line)
        => Word().Matches(line)
            .Select(match => match.Groups["word"].Value.Trim('"', '\''))
            .SkipWhile(word => word == "$" || Assignment().IsMatch(word))
            .TakeWhile(word => word is not ("|" or "&&" or "||" or "&" or ";" or ">" or ">>") && !word.StartsWith('#'));

    private static IReadOnlyList<string>? ArgumentsOf(IReadOnlyList<string> words) => words switch
    {
        ["posthorn" or "./posthorn", ..] => [.. words.Skip(1)],
        ["dotnet", "run", ..] when PathOf(words) is "src/Posthorn.Cli" => [.. words.SkipWhile(word => word != "--").Skip(1)],
        _ => null,
    };

    private static string? PathOf(IReadOnlyList<string> words) => words switch
    {
        ["dotnet", ..] => words.SkipWhile(word => word is not ("--project" or "-p" or "--")).Skip(1).FirstOrDefault()?.TrimEnd('/'),
        ["bash" or "sh", var script, ..] when !script.StartsWith('-') => Relative(script),
        [var script, ..] when Script().IsMatch(script) => Relative(script),
        _ => null,
    };

    private static string Relative(string path)
        => path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;

    [GeneratedRegex("(?<word>\"[^\"]*\"|'[^']*'|[^\\s\"']+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Word();

    [GeneratedRegex("^[A-Z_]+=", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Assignment();

    [GeneratedRegex(@"^(?:\./)?(?:eng|deploy|bench|samples|\.ci)/\S+$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Script();
}
