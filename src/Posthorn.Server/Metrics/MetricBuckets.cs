namespace Posthorn.Server.Metrics;

/// <summary>The buckets of histograms, by what the name says they measure.</summary>
internal static class MetricBuckets
{
    private static readonly double[] Seconds =
        [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

    private static readonly double[] Counts = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

    public static double[] Of(string name) => name.EndsWith("_seconds", StringComparison.Ordinal) ? Seconds : Counts;
}
