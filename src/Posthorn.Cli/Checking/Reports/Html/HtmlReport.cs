using Posthorn.Testing.Checking;

namespace Posthorn.Cli.Checking.Reports.Html;

/// <summary>Report → one page that somebody forwards to his team: what is wrong, what to do about it, and the evidence. It loads nothing and runs nothing.</summary>
internal static class HtmlReport
{
    public static string Of(CheckReport report, bool strict, string version) => Markup.Of($"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="referrer" content="no-referrer">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>posthorn check: {ShownTarget.Of(report.Target)}</title>
        {HtmlStyle.Element}
        </head>
        <body>
        <main>
        {HeadMarkup.Of(report, strict)}{Parts(report)}</main>
        <footer class="page">
        <p>To check it again:</p>
        <pre><code>{RunAgain.Of(report, strict)}</code></pre>
        <p>The secret comes from <code>POSTHORN_SECRET</code>, a file or an unseen line, and stands in no report. Headers and bodies do not either.</p>
        <p>posthorn {version}</p>
        </footer>
        </body>
        </html>

        """).ToString().ReplaceLineEndings("\n");

    /// <summary>What is to be done first stands first.</summary>
    private static Markup Parts(CheckReport report) => Markup.Join(
    [
        PartMarkup.Failed(report, CheckLevel.Must),
        PartMarkup.Failed(report, CheckLevel.Should),
        PartMarkup.Unproven(report),
        PartMarkup.Failed(report, CheckLevel.Info),
        PartMarkup.Passed(report),
        PartMarkup.NotAsked(report),
    ]);
}
