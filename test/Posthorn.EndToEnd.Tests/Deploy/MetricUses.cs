using System.Text.RegularExpressions;
using Posthorn.EndToEnd.Tests.HouseRules;

namespace Posthorn.EndToEnd.Tests.Deploy;

/// <summary>What alerts, panels and documents ask of Posthorn's metrics can be answered: the name is there, the function fits its kind, the label has that value.</summary>
internal static partial class MetricUses
{
    /// <summary>Names that look like one of a metric and are something else: a role of the database.</summary>
    private static readonly HashSet<string> Others = new(StringComparer.Ordinal) { "posthorn_reader" };

    public static IEnumerable<Violation> Check(SourceFile file, Exposition exposition, Func<string, bool> isOutcome)
        => file.Lines.Index().SelectMany(line => Check(line.Item, exposition, isOutcome).Select(what => file.At(line.Index + 1, what)));

    /// <summary>The names in a file.</summary>
    public static IEnumerable<string> In(SourceFile file) => Name().Matches(file.Text).Select(match => match.Value).Where(name => !Others.Contains(name));

    private static IEnumerable<string> Check(string line, Exposition exposition, Func<string, bool> isOutcome)
    {
        foreach (var name in Name().Matches(line).Select(match => match.Value).Where(name => !Others.Contains(name) && exposition.MetricOf(name) is null))
        {
            yield return $"there is no metric {name}";
        }

        foreach (Match use in Function().Matches(line))
        {
            var (function, name) = (use.Groups["function"].Value, use.Groups["name"].Value);
            var wanted = function is "deriv" ? "gauge" : "counter";
            if (exposition.KindOf(name) is { } kind && kind != wanted)
            {
                yield return $"{function} of {name}, which is a {kind}";
            }
        }

        foreach (var state in ValuesOf(State(), line).Except(exposition.ValuesOf("posthorn_lanes", "state"), StringComparer.Ordinal))
        {
            yield return $"no lane is {state}";
        }

        foreach (var outcome in ValuesOf(Outcome(), line).Where(outcome => !isOutcome(outcome)))
        {
            yield return $"no attempt ends as {outcome}";
        }
    }

    private static IEnumerable<string> ValuesOf(Regex label, string line) => label.Matches(line).SelectMany(match => match.Groups["values"].Value.Split('|'));

    [GeneratedRegex(@"(?<![\w/.-])posthorn_[a-z_]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@"\b(?<function>rate|increase|deriv)\((?<name>posthorn_[a-z_]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Function();

    [GeneratedRegex(@"posthorn_lanes\{[^}]*state(?:=~|!=|=)\\?""(?<values>[^""\\]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex State();

    [GeneratedRegex(@"\{[^}]*outcome(?:=~|!=|=)\\?""(?<values>[^""\\]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Outcome();
}
