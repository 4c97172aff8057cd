namespace Posthorn.Proof.Killing.Reporting;

/// <summary>The report as plain text that survives a pipe.</summary>
internal static class ReportTable
{
    public static void Write(KillingReport report, TextWriter writer)
    {
        var rows = ReportRows.Of(report).ToList();
        var width = rows.Max(static row => row.Name.Length);
        writer.WriteLine(report.Command);
        writer.WriteLine($"{report.Version}, {report.Store}");
        writer.WriteLine(report.Machine);
        writer.WriteLine();
        foreach (var row in rows)
        {
            writer.WriteLine($"{row.Name.PadRight(width)}  {row.Value}{Mark(row)}");
        }

        writer.WriteLine();
        foreach (var line in Details(report))
        {
            writer.WriteLine(line);
        }

        writer.WriteLine(Conclusion(report));
    }

    public static string Conclusion(KillingReport report) => report.Holds
        ? "Holds: nothing was lost, nothing was invented, and no more copies were sent than the bound allows."
        : "DOES NOT HOLD: see the figures above.";

    /// <summary>The first of what may not be, by name.</summary>
    public static IEnumerable<string> Details(KillingReport report)
    {
        foreach (var (name, finding) in report.Verdict.MustBeNone)
        {
            foreach (var one in finding.Named)
            {
                yield return $"{name}: {one}";
            }
        }

        if (report.WrongAnswer is { } answer)
        {
            yield return $"wrong answer to publishing: {answer}";
        }
    }

    private static string Mark(Row row) => row.Holds switch
    {
        true => "  ok",
        false => "  WRONG",
        null => "",
    };
}
