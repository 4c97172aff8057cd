using Posthorn.Cli.Checking.Reports.Json;
using Posthorn.Cli.Printing;
using Posthorn.Testing.Checking;

namespace Posthorn.Cli.Checking.Reports;

/// <summary>Report → what a terminal shows and a pipe carries.</summary>
/// <remarks>
/// A person gets what is to be done, the worst first, and then a table; what passed is a number unless all is asked for. A pipe gets one table of
/// everything, in the order of the catalogue.
/// </remarks>
internal static class TerminalReport
{
    private static readonly string[] Columns = ["outcome", "level", "id", "title", "finding"];

    public static Answer Of(CheckReport report, bool strict, bool isTerminal, bool all = false) => new()
    {
        ExitCode = ExitCode(report, strict),
        Json = JsonReport.Of(report, strict),
        Sheets = isTerminal ? ForPerson(report, all) : [Table(report.Results)],
        Notes = [ClosingLine(report, strict)],
    };

    public static int ExitCode(CheckReport report, bool strict) => report.IsPassed(strict) ? ExitCodes.Done : ExitCodes.Failed;

    /// <summary>The last line, such as <c>41 passed, 3 failed (2 MUST, 1 SHOULD), 5 unproven, 3 not asked. Exit code 1.</c></summary>
    public static string ClosingLine(CheckReport report, bool strict)
    {
        var tally = Tally.Of(report);
        (int Count, CheckLevel Level)[] levels = [(tally.FailedMust, CheckLevel.Must), (tally.FailedShould, CheckLevel.Should), (tally.FailedInfo, CheckLevel.Info)];
        var failed = string.Join(", ", levels.Where(static one => one.Count > 0).Select(static one => $"{one.Count} {ReportWords.Of(one.Level)}"));
        return $"{tally.Passed} passed, {tally.Failed} failed{(failed.Length > 0 ? $" ({failed})" : "")}, {tally.Unproven} unproven, {tally.Skipped} not asked. "
            + $"Exit code {ExitCode(report, strict)}.";
    }

    private static IReadOnlyList<Sheet> ForPerson(CheckReport report, bool all)
    {
        var worstFirst = report.Results.OrderBy(static one => OrderOf(one.Outcome)).ThenByDescending(static one => one.Level);
        return [.. report.Failed.OrderByDescending(static one => one.Level).Select(Failure), Table([.. worstFirst.Where(one => all || one.Outcome != CheckOutcome.Passed)])];
    }

    private static Sheet.Facts Failure(CheckResult result) => new(
        (ReportWords.Of(result.Level), new Cell($"{result.Title} ({result.Id})", ToneOf(result))),
        ("seen", result.Finding),
        ("why", result.Why),
        ("mend", result.Fix));

    private static Sheet.List Table(IReadOnlyList<CheckResult> results) => new(
        Columns,
        [.. results.Select(static one => (Cell[])
            [new(ReportWords.Of(one.Outcome), ToneOf(one)), ReportWords.Of(one.Level), one.Id, one.Title, one.Finding])],
        "Nothing to mend, and nothing left open.");

    private static int OrderOf(CheckOutcome outcome) => outcome switch
    {
        CheckOutcome.Failed => 0,
        CheckOutcome.Unproven => 1,
        CheckOutcome.Skipped => 2,
        _ => 3,
    };

    private static Tone ToneOf(CheckResult result) => result switch
    {
        { Outcome: CheckOutcome.Failed, Level: CheckLevel.Must } => Tone.Bad,
        { Outcome: CheckOutcome.Failed or CheckOutcome.Unproven } => Tone.Waiting,
        { Outcome: CheckOutcome.Passed } => Tone.Good,
        _ => Tone.Faint,
    };
}
