using Posthorn.Testing.Checking;

namespace Posthorn.Cli.Checking.Reports.Badges;

/// <summary>The report in four words, and the line of Markdown that shows it. The picture is a file beside the document: nobody else is asked for it.</summary>
internal static class Badge
{
    public static (string Subject, string Words, BadgeTone Tone) Of(CheckReport report, bool strict)
    {
        var tally = Tally.Of(report);
        var tone = !report.IsPassed(strict) ? BadgeTone.Bad : tally.Asked == 0 || tally.FailedShould + tally.Unproven > 0 ? BadgeTone.Open : BadgeTone.Good;
        return ($"{report.Profile} receiver", Words(tally), tone);
    }

    /// <param name="file">The picture's file; what stands before its name is left out, for the two lie in one folder.</param>
    public static string Markdown(CheckReport report, string file)
    {
        var tally = Tally.Of(report);
        return $"![posthorn check: {tally.Passed} of {tally.Asked}]({Uri.EscapeDataString(Path.GetFileName(file))})";
    }

    // A receiver whose handling of repetitions nobody has seen has not passed all, and its badge does not say so.
    private static string Words(Tally tally) => tally switch
    {
        { Asked: 0 } => "nothing asked",
        { Failed: > 0 } => $"{tally.Passed}/{tally.Asked} passed, {tally.Failed} failed",
        { Unproven: > 0 } => $"{tally.Passed}/{tally.Asked} passed, {tally.Unproven} unproven",
        _ => $"{tally.Passed}/{tally.Asked} passed",
    };
}
