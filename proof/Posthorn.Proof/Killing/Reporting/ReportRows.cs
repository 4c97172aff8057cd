using System.Globalization;
using Posthorn.Proof.Killing.Judging;

namespace Posthorn.Proof.Killing.Reporting;

/// <summary>The report as figures with names, in the order in which they are read.</summary>
internal static class ReportRows
{
    private const double Percentile = 0.95;

    public static IEnumerable<Row> Of(KillingReport report) => [.. Load(report), .. Faults(report), .. Findings(report), .. Copies(report), .. Bounds(report)];

    private static IEnumerable<Row> Load(KillingReport report)
    {
        yield return new("under load", Text($"{report.Seconds:N0} s, {report.Nodes} nodes, drained within {report.DrainSeconds:N0} s after"));
        yield return new("events acknowledged", Text($"{report.Verdict.Acknowledged:N0}"));
        yield return new("deliveries promised", Text($"{report.Verdict.Deliveries:N0}"));
        yield return new("requests that arrived", Text($"{report.Verdict.Arrivals:N0} of {report.Requests:N0}, the others reset unread or cut off by a kill"));
        yield return new("publish calls of unknown end", Text($"{report.UnsurePublishes:N0}; {report.Verdict.Recovered:N0} events turned out stored"));
    }

    private static IEnumerable<Row> Faults(KillingReport report)
    {
        yield return new("SIGKILLs", Text($"{report.Kills:N0}"));
        foreach (var (kind, count) in report.Faults)
        {
            yield return new($"  {Words(kind.ToString())}", Text($"{count:N0} times"));
        }

        yield return new("nodes that ended by themselves", Text($"{report.EndedByThemselves:N0}"));
    }

    private static IEnumerable<Row> Findings(KillingReport report)
    {
        foreach (var (name, finding) in report.Verdict.MustBeNone)
        {
            yield return new(name, Text($"{finding.Count:N0}"), finding.Count == 0);
        }

        if (report.WrongAnswer is not null)
        {
            yield return new("wrong answers to publishing", "1", Holds: false);
        }

        foreach (var (reason, count) in report.Verdict.DeadLetters)
        {
            yield return new($"dead letters: {reason}", Text($"{count:N0}"));
        }
    }

    private static IEnumerable<Row> Copies(KillingReport report)
    {
        var verdict = report.Verdict;
        var share = verdict.Arrivals == 0 ? 0 : (double)verdict.Duplicates / verdict.Arrivals;
        yield return new("duplicates", Text($"{verdict.Duplicates:N0} of {verdict.Arrivals:N0} arrivals ({share:P2})"));
        yield return new("deliveries by copies", string.Join(", ", verdict.Copies.Select(static pair => Text($"{pair.Key}: {pair.Value:N0}"))));
        yield return new("records read", Text($"{verdict.RecordsRead:N0}"));
        if (verdict.Takeovers.Count > 0)
        {
            var sorted = verdict.Takeovers.Select(static takeover => takeover.Seconds).Order().ToList();
            var p95 = sorted[(int)Math.Ceiling(sorted.Count * Percentile) - 1];
            yield return new(
                "takeover, from the kill",
                Text($"{sorted.Count:N0} measured, 95 % within {p95:N1} s, longest {sorted[^1]:N1} s (at most {Takeovers.MostSeconds} s)"),
                verdict.TakenOverInTime);
        }
    }

    private static IEnumerable<Row> Bounds(KillingReport report)
    {
        if (report is { Holds: true, BoundPerKill: { } kill, BoundPerEvent: { } one })
        {
            yield return new("95 % sure: a kill loses something", Text($"in less than 1 of {1 / kill:N0}"));
            yield return new("95 % sure: an event is lost", Text($"in less than 1 of {1 / one:N0}"));
        }
    }

    private static string Words(string name) =>
        string.Concat(name.Select(static (letter, place) => char.IsUpper(letter) && place > 0 ? $" {char.ToLowerInvariant(letter)}" : $"{letter}")).ToLowerInvariant();

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
