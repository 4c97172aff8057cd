namespace Posthorn.Bench.Comparing;

/// <summary>Durations of one kind, and what Welch's test makes of two such samples.</summary>
internal sealed class Sample(int capacity)
{
    private readonly List<long> _ticks = new(capacity);

    public int Count => _ticks.Count;

    public void Add(long ticks) => _ticks.Add(ticks);

    /// <summary>The duration that the given share of both samples stays below: what is longer was interrupted, and says nothing about the code.</summary>
    public static long Cut(Sample one, Sample other, double share)
    {
        var all = one._ticks.Concat(other._ticks).Order().ToArray();
        return all[(int)((all.Length - 1) * share)];
    }

    /// <summary>Welch's t of the difference of means, of what is not longer than <paramref name="cut"/>.</summary>
    public static double Welch(Sample one, Sample other, long cut)
    {
        var (first, second) = (one.Moments(cut), other.Moments(cut));
        return (first.Mean - second.Mean) / Math.Sqrt((first.Variance / first.Count) + (second.Variance / second.Count));
    }

    private (int Count, double Mean, double Variance) Moments(long cut)
    {
        var kept = _ticks.Where(ticks => ticks <= cut).ToArray();
        var mean = kept.Average();
        return (kept.Length, mean, kept.Sum(ticks => (ticks - mean) * (ticks - mean)) / (kept.Length - 1));
    }
}
