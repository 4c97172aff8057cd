using System.Text.RegularExpressions;

namespace Posthorn.Cli.Tests.Running;

/// <summary>Output without what is another in every run: ids, times, secrets, ports.</summary>
internal static partial class Scrubbed
{
    public static string Text(string text)
    {
        text = Id().Replace(text, match => $"{match.Groups["kind"].Value}_…");
        text = Key().Replace(text, "«key»");
        text = Secret().Replace(text, "«secret»");
        text = Time().Replace(text, "«time»");
        text = Took().Replace(text, "«ms»");
        return Port().Replace(text, "127.0.0.1:«port»");
    }

    [GeneratedRegex("\\b(?<kind>ptn|ep|evt|dlv|att|rpl|key|arr)_[0-9a-f]{32}\\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Id();

    [GeneratedRegex("\\bph[a-z]*_[0-9A-Za-z_-]{20,}", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Key();

    [GeneratedRegex("(?<=secret(\\t|\":\"))[^\\s\"]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Secret();

    [GeneratedRegex("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Time();

    [GeneratedRegex("(?<=\\t«time»\\t)[0-9.]+(?=\\t)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Took();

    [GeneratedRegex("127\\.0\\.0\\.1:\\d+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Port();
}
