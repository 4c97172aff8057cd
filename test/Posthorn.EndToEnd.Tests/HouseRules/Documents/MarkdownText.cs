using System.Text.RegularExpressions;

namespace Posthorn.EndToEnd.Tests.HouseRules.Documents;

/// <summary>Takes a Markdown file apart into prose and code blocks.</summary>
internal static partial class MarkdownText
{
    public static IReadOnlyList<Fence> Fences(SourceFile file)
    {
        var fences = new List<Fence>();
        var given = "";
        for (var index = 0; index < file.Lines.Count; index++)
        {
            if (Opening().Match(file.Lines[index]) is { Success: true } opening)
            {
                var code = file.Lines.Skip(index + 1).TakeWhile(line => !IsClosing(line, opening)).ToArray();
                fences.Add(new(file, opening.Groups["language"].Value, index + 2, code, given));
                index += code.Length + 1;
            }

            given = Given().Match(file.Lines[Math.Min(index, file.Lines.Count - 1)]).Groups["code"].Value;
        }

        return fences;
    }

    /// <summary>The lines, counted from 1, that are text: no code block, and inline code blanked out.</summary>
    public static IEnumerable<(int Number, string Text)> Prose(SourceFile file)
    {
        var code = Fences(file).SelectMany(fence => Enumerable.Range(fence.Line - 1, fence.Code.Count + 2)).ToHashSet();

        return from line in file.Lines.Index()
               where !code.Contains(line.Index + 1)
               select (line.Index + 1, InlineCode().Replace(line.Item, match => new string(' ', match.Length)));
    }

    /// <summary>The names by which headings can be linked to, as the usual hosts make them.</summary>
    public static IReadOnlySet<string> Anchors(SourceFile file)
    {
        var code = Fences(file).SelectMany(fence => Enumerable.Range(fence.Line, fence.Code.Count)).ToHashSet();
        var headings = from line in file.Lines.Index()
                       where !code.Contains(line.Index + 1)
                       let heading = Heading().Match(line.Item)
                       where heading.Success
                       select Slug(heading.Groups["text"].Value);

        return headings.CountBy(slug => slug, StringComparer.Ordinal)
            .SelectMany(slug => Enumerable.Range(0, slug.Value).Select(again => again == 0 ? slug.Key : $"{slug.Key}-{again}"))
            .ToHashSet(StringComparer.Ordinal);
    }

    private static string Slug(string heading)
        => string.Concat(heading.Trim().ToLowerInvariant().Where(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '-' or '_'))
            .Replace(' ', '-');

    private static bool IsClosing(string line, Match opening)
        => line.Trim().StartsWith(opening.Groups["fence"].Value, StringComparison.Ordinal);

    [GeneratedRegex(@"^\s*(?<fence>`{3,})(?<language>\w*)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Opening();

    [GeneratedRegex("^<!-- given: (?<code>.*) -->$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Given();

    [GeneratedRegex(@"^#{1,6}\s+(?<text>.+?)\s*#*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"(?<ticks>`+)[^`]+?\k<ticks>", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InlineCode();
}
