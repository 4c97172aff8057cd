using System.Globalization;
using Posthorn.Cli.Printing;
using Posthorn.Testing.Checking;

namespace Posthorn.Cli.Checking.Reports.Html;

/// <summary>The top of the page: the verdict, the picture, and what was checked when and how.</summary>
internal static class HeadMarkup
{
    public static Markup Of(CheckReport report, bool strict)
    {
        var tally = Tally.Of(report);
        return Markup.Of($"""
            <header class="verdict {ClassOf(report, tally, strict)}">
            <div>
            <p class="eyebrow">posthorn check · {report.Profile}{(strict ? " · strict" : "")}</p>
            <h1>{Headline.Of(report, strict)}</h1>
            <p class="target"><code>{ShownTarget.Of(report.Target)}</code></p>
            </div>
            {PictureMarkup.Of(tally)}</header>
            <dl class="facts">
            <div><dt>When</dt><dd><time datetime="{Times.Text(report.StartedAt)}">{Day(report.StartedAt)} UTC</time></dd></div>
            <div><dt>How long</dt><dd>{ReportWords.Of(report.Took)}</dd></div>
            <div><dt>Profile</dt><dd>{report.Profile}</dd></div>
            <div><dt>What it is known by</dt><dd>{ReportWords.Evidence(report)}</dd></div>
            <div><dt>Data</dt><dd>synthetic throughout: sessions and notes are named posthorn-check-…, and there is no patient behind them</dd></div>
            </dl>

            """);
    }

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("d MMMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    private static string ClassOf(CheckReport report, Tally tally, bool strict) =>
        !report.IsPassed(strict) ? "bad" : tally.Asked == 0 || tally.FailedShould + tally.Unproven > 0 ? "fair" : "good";
}
