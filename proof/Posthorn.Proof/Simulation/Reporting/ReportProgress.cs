namespace Posthorn.Proof.Simulation.Reporting;

/// <summary>Says every few seconds how far a run is.</summary>
internal sealed class ReportProgress(TextWriter error, TimeProvider clock)
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private readonly long _start = clock.GetTimestamp();
    private long _told = clock.GetTimestamp();

    public void Tell(SimulationReport report)
    {
        if (clock.GetElapsedTime(_told) < Every)
        {
            return;
        }

        _told = clock.GetTimestamp();
        error.WriteLine(
            $"{clock.GetElapsedTime(_start):mm\\:ss}  {report.Counts.Seeds} of {report.Planned} worlds, {report.Counts.Events} events, "
            + $"{report.Counts.Sent} requests, {report.Counts.Kills} deaths, {report.Failed.Count} worlds with a broken promise");
    }
}
