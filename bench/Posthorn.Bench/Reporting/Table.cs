using System.Globalization;

namespace Posthorn.Bench.Reporting;

/// <summary>The report as plain text that survives a pipe.</summary>
internal sealed class Table(TextWriter writer)
{
    private static readonly Column<Figures> Others = new("others", figures => $"{figures.ForeignCpuShare:P0}");

    private readonly Rows _rows = new(writer);

    public void Write(Report report)
    {
        _rows.WriteMachine(report.Machine);
        WriteThroughput(report);
        WriteLatency(report.Latency);
        WriteHanging(report.Hanging);
        WriteBacklog(report.Backlog);
        WriteDisturbed(report.Disturbed);
        _rows.WriteTargets(report.Targets);
        WriteDoubts(report);
    }

    private void WriteThroughput(Report report)
    {
        _rows.Write(
            "THROUGHPUT",
            report.Throughput,
            new("", series => $"{series.Subject}"),
            new("deliveries/s", series => $"{series.Median.DeliveriesPerSecond:N0}"),
            new("CPU µs", series => $"{series.Median.CpuMicroseconds:F1}"),
            new("database µs", series => $"{series.Median.DatabaseCpuMicroseconds:F1}"),
            new("disk B", series => $"{series.Median.DiskBytes:N0}"),
            new("peak MB", series => $"{series.Median.PeakMemoryBytes / 1e6:N0}"),
            new("publisher µs", series => $"{series.Median.LoadCpuMicroseconds:F1}"),
            new("sink µs", series => $"{series.Median.SinkCpuMicroseconds:F1}"),
            new("others", series => Others.Value(series.Median)),
            new("rounds", series => $"{string.Join(' ', series.DeliveriesPerSecond.Select(Whole))}"));
        if (report is { RatioToBareFloor: { } bare, RatioToDurableFloor: { } durable })
        {
            Line($"posthorn is {bare:F2} of the bare floor and {durable:F2} of the durable floor");
        }
    }

    private void WriteLatency(IReadOnlyList<Figures> points) => _rows.Write(
        "LATENCY in ms",
        points,
        new("", point => $"{point.Subject}"),
        new("asked/s", point => $"{point.TargetRate:N0}"),
        new("got/s", point => $"{point.DeliveriesPerSecond:N0}"),
        new("accept p50", point => $"{point.Accept.P50Ms:F2}"),
        new("p99", point => $"{point.Accept.P99Ms:F2}"),
        new("accept→arrival p50", point => $"{point.AcceptToArrival.P50Ms:F2}"),
        new("p99", point => $"{point.AcceptToArrival.P99Ms:F2}"),
        new("publish→arrival p50", point => $"{point.PublishToArrival.P50Ms:F2}"),
        new("p99", point => $"{point.PublishToArrival.P99Ms:F2}"),
        new("CPU µs", point => $"{point.CpuMicroseconds:F1}"),
        Others);

    private void WriteHanging(HangingFigures? hanging) => _rows.Write(
        "HANGING ENDPOINT, half of the traffic; the others' publish→arrival in ms",
        hanging is null ? [] : [("while it answers", hanging.Healthy), ("while it hangs", hanging.Hanging)],
        new Column<(string Name, Figures Figures)>("", row => $"{row.Name}"),
        new("p50", row => $"{row.Figures.PublishToArrival.P50Ms:F2}"),
        new("p99", row => $"{row.Figures.PublishToArrival.P99Ms:F2}"),
        new("p99.9", row => $"{row.Figures.PublishToArrival.P999Ms:F2}"),
        new("not arrived", row => $"{row.Figures.Lost:N0}"),
        new("peak MB", row => $"{row.Figures.PeakMemoryBytes / 1e6:N0}"),
        new("others", row => Others.Value(row.Figures)));

    private void WriteBacklog(BacklogFigures? backlog)
        => _rows.Write<BacklogFigures>(
            "BACKLOG at an endpoint that refuses",
            backlog is null ? [] : [backlog],
            new("pending", row => $"{row.Pending:N0}"),
            new("taken/s", row => $"{row.FillPerSecond:N0}"),
            new("memory MB", row => $"{row.MemoryBytes / 1e6:N0}"),
            new("peak MB", row => $"{row.PeakMemoryBytes / 1e6:N0}"),
            new("database MB", row => $"{row.DatabaseBytes / 1e6:N0}"),
            new("claim µs at 1,000", row => $"{row.ClaimFewMicroseconds:F1}"),
            new("claim µs at all", row => $"{row.ClaimManyMicroseconds:F1}"),
            new("others' p99 ms at 1,000", row => $"{row.Few.PublishToArrival.P99Ms:F2}"),
            new("at all", row => $"{row.Many.PublishToArrival.P99Ms:F2}"));

    private void WriteDisturbed(IReadOnlyList<DisturbedFigures> disturbed) => _rows.Write(
        "DISTURBED, the same server before and with it",
        disturbed,
        new("", row => $"{row.Name}"),
        new("deliveries/s before", row => $"{row.Before.DeliveriesPerSecond:N0}"),
        new("with it", row => $"{row.After.DeliveriesPerSecond:N0}"),
        new("lost", row => $"{row.LossShare:P1}"),
        new("database µs before", row => $"{row.Before.DatabaseCpuMicroseconds:F1}"),
        new("with it", row => $"{row.After.DatabaseCpuMicroseconds:F1}"),
        new("others", row => Others.Value(row.After)));

    private void WriteDoubts(Report report)
    {
        Line($"");
        foreach (var figures in report.All().Where(figures => !figures.IsSound))
        {
            Line($"UNSOUND: {figures.Subject} at {figures.TargetRate}/s accepted {figures.Accepted:N0}");
            Line($"  lost {figures.Lost:N0}, duplicates {figures.Duplicates:N0}, strangers {figures.Strangers:N0}");
            Line($"  failed {figures.Failed:N0}, wrong signatures {figures.SignaturesWrong:N0} of {figures.SignaturesChecked:N0} checked");
        }

        foreach (var figures in report.Latency.Where(figures => !figures.IsHeld))
        {
            Line($"NOT HELD: {figures.Subject} was asked for {figures.TargetRate:N0}/s and gave {figures.DeliveriesPerSecond:N0}/s.");
        }

        _rows.WriteDoubts(report.Machine, [.. report.All()]);
    }

    private static string Whole(double number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private void Line(FormattableString text) => _rows.Line(text);
}
