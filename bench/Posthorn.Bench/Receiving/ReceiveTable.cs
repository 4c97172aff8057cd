using System.Globalization;
using Posthorn.Bench.Reporting;

namespace Posthorn.Bench.Receiving;

/// <summary>The report as plain text that survives a pipe.</summary>
internal sealed class ReceiveTable(TextWriter writer)
{
    private readonly Rows _rows = new(writer);

    public void Write(ReceiveReport report)
    {
        _rows.WriteMachine(report.Machine);
        _rows.Write(
            "RECEIVING, as fast as it goes",
            report.Throughput,
            new("", series => $"{series.Subject}"),
            new("requests/s", series => $"{series.Median.DeliveriesPerSecond:N0}"),
            new("CPU µs", series => $"{series.Median.CpuMicroseconds:F1}"),
            new("database µs", series => $"{series.Median.DatabaseCpuMicroseconds:F1}"),
            new("sender µs", series => $"{series.Median.LoadCpuMicroseconds:F1}"),
            new("disk B", series => $"{series.Median.DiskBytes:N0}"),
            new("peak MB", series => $"{series.Median.PeakMemoryBytes / 1e6:N0}"),
            new("p50 ms", series => $"{series.Median.Accept.P50Ms:F2}"),
            new("p99 ms", series => $"{series.Median.Accept.P99Ms:F2}"),
            new("others", series => $"{series.Median.ForeignCpuShare:P0}"),
            new("rounds", series => $"{string.Join(' ', series.DeliveriesPerSecond.Select(static one => one.ToString("N0", CultureInfo.InvariantCulture)))}"));
        _rows.Line($"posthorn is {report.RatioToEmpty:F2} of the empty application, and {report.RatioToEmptyWithHandler:F2} of it with a handler called for each");
        _rows.Write(
            "AT HALF OF ITS MOST",
            [report.Half],
            new("", half => $"{half.Subject}"),
            new("asked/s", half => $"{half.TargetRate:N0}"),
            new("got/s", half => $"{half.DeliveriesPerSecond:N0}"),
            new("p50 ms", half => $"{half.Accept.P50Ms:F2}"),
            new("p99 ms", half => $"{half.Accept.P99Ms:F2}"),
            new("p99.9 ms", half => $"{half.Accept.P999Ms:F2}"),
            new("others", half => $"{half.ForeignCpuShare:P0}"));
        _rows.WriteTargets(report.Targets);
        _rows.WriteDoubts(report.Machine, [.. report.Throughput.Select(static series => series.Median), report.Half]);
    }
}
