using Posthorn.Bench.Measuring;

namespace Posthorn.Bench.Reporting;

/// <summary>A distribution in milliseconds.</summary>
internal sealed record Latency(double P50Ms, double P99Ms, double P999Ms, double MaxMs)
{
    /// <summary>Sums up a histogram of microseconds.</summary>
    public static Latency Of(Histogram microseconds)
        => new(microseconds.At(0.5) / 1e3, microseconds.At(0.99) / 1e3, microseconds.At(0.999) / 1e3, microseconds.Max / 1e3);
}
