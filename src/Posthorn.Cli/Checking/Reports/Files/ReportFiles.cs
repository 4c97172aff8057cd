using System.Text;
using Posthorn.Cli.Checking.Reports.Badges;
using Posthorn.Cli.Checking.Reports.Html;
using Posthorn.Cli.Checking.Reports.JUnit;
using Posthorn.Cli.Checking.Reports.Sarif;
using Posthorn.Testing.Checking;

namespace Posthorn.Cli.Checking.Reports.Files;

/// <summary>Report → the files that were asked for.</summary>
internal static class ReportFiles
{
    /// <summary>Writes each one; one that cannot be written does not keep the others back.</summary>
    /// <param name="version">Of the program, as the reports name it.</param>
    public static ReportFilesWritten Write(ReportPaths paths, CheckReport report, bool strict, string version)
    {
        List<string> problems = [], notes = [];
        foreach (var (flag, path) in paths.All)
        {
            if (WholeFile.Write(path, Content(flag, report, strict, version)) is { } problem)
            {
                problems.Add($"{flag}: {problem}");
            }
            else
            {
                notes.Add(flag == "--badge" ? $"The line for Markdown: {Badge.Markdown(report, path)}" : $"Wrote {Printable.Of(path)}.");
            }
        }

        return new(problems, notes);
    }

    private static byte[] Content(string flag, CheckReport report, bool strict, string version) => flag switch
    {
        "--html" => Encoding.UTF8.GetBytes(HtmlReport.Of(report, strict, version)),
        "--junit" => JUnitReport.Of(report, strict),
        "--sarif" => SarifReport.Of(report, strict, version),
        _ => Encoding.UTF8.GetBytes(BadgeSvg.Of(report, strict)),
    };
}
