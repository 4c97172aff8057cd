namespace Posthorn.Bench.Measuring;

/// <summary>Differences of timestamps in units that people read.</summary>
internal static class Monotonic
{
    public static long Microseconds(this TimeProvider clock, long from, long to) => (to - from) * 1_000_000 / clock.TimestampFrequency;

    public static double Seconds(this TimeProvider clock, long from, long to) => (to - from) / (double)clock.TimestampFrequency;
}
