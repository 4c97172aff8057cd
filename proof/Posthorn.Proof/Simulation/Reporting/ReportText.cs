using System.Globalization;

namespace Posthorn.Proof.Simulation.Reporting;

/// <summary>What came of many worlds, as text that survives a pipe.</summary>
internal static class ReportText
{
    public static void Write(SimulationReport report, TextWriter writer)
    {
        var counts = report.Counts;
        Line(writer, "simulated worlds", counts.Seeds);
        Line(writer, "  their time, hours", (long)counts.Time.TotalHours);
        Line(writer, "  steps", counts.Steps);
        Line(writer, "events stored", counts.Events);
        Line(writer, "  acknowledged", counts.Acknowledged);
        Line(writer, "deliveries", counts.Deliveries);
        Line(writer, "  delivered", counts.Delivered);
        Line(writer, "  dead letters", counts.Dead);
        Line(writer, "  cancelled", counts.Cancelled);
        Line(writer, "requests sent", counts.Sent);
        Line(writer, "  arrived", counts.Arrived);
        Line(writer, "  arrived once more after a 2xx", counts.Duplicates);
        Line(writer, "processes that died", counts.Kills);
        Line(writer, "faults", counts.Faults.Values.Sum(static count => (long)count));
        foreach (var (name, count) in counts.Faults.OrderBy(static one => one.Key, StringComparer.Ordinal))
        {
            Line(writer, $"  {name}", count);
        }

        Line(writer, "worlds with a broken promise", report.Failed.Count);
        foreach (var failed in report.Failed)
        {
            writer.WriteLine(failed);
        }
    }

    private static void Line(TextWriter writer, string what, long count) =>
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-34}{count,14:N0}"));
}
