using System.Globalization;
using System.Text;

namespace Posthorn.Proof.Killing.Reporting;

/// <summary>The report as a document that can be put beside a release. It names nothing of the machine but what the figures depend on.</summary>
internal static class ReportMarkdown
{
    private const string DoesNotShow =
        """
        ## What this does not show

        A SIGKILL ends a process, not the operating system: what a process has written is still with the system and reaches the disk. So kills find
        a store that acknowledges before it has written, and cannot find one that forgets to force its writes to the disk. (Killed in the same way,
        PostgreSQL with `fsync=off` loses nothing either.) That is why a server refuses to start on such settings, and why power loss is a test of its own.
        All processes shared one machine and one clock: networks that split, and machines that are lost with their disks, are not part of this run.
        With zero losses in N independent trials, the true rate lies below 3/N with 95 % certainty; kills and events of one run are not fully independent.
        """;

    public static string Of(KillingReport report)
    {
        var text = new StringBuilder();
        _ = text.AppendLine("# Killed and counted").AppendLine()
            .AppendLine(ReportTable.Conclusion(report)).AppendLine()
            .AppendLine("```sh").AppendLine(report.Command).AppendLine("```").AppendLine()
            .AppendLine(CultureInfo.InvariantCulture, $"- {report.Version}, seed {report.Seed}")
            .AppendLine(CultureInfo.InvariantCulture, $"- {report.Store}")
            .AppendLine(CultureInfo.InvariantCulture, $"- {report.Machine}").AppendLine()
            .AppendLine("| | | |").AppendLine("|---|---|---|");
        foreach (var row in ReportRows.Of(report))
        {
            var mark = row.Holds switch { true => "ok", false => "**wrong**", null => "" };
            _ = text.AppendLine(CultureInfo.InvariantCulture, $"| {row.Name.Trim()} | {row.Value} | {mark} |");
        }

        var details = ReportTable.Details(report).ToList();
        if (details.Count > 0)
        {
            _ = text.AppendLine().AppendLine("## What was wrong").AppendLine();
            details.ForEach(line => text.AppendLine(CultureInfo.InvariantCulture, $"- {line}"));
        }

        return text.AppendLine().AppendLine(DoesNotShow).ToString();
    }
}
