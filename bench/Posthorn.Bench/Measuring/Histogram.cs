using System.Numerics;

namespace Posthorn.Bench.Measuring;

/// <summary>Counts durations in buckets whose width grows with the value: no answer is off by more than 0.8 %.</summary>
/// <remarks>Not thread-safe. Values are of any one unit; negative ones count as zero.</remarks>
internal sealed class Histogram
{
    private const int Precision = 8;
    private const int HalfBlock = 1 << (Precision - 1);

    private readonly long[] _counts = new long[(64 - Precision) * HalfBlock + (2 * HalfBlock)];

    public long Count { get; private set; }

    public long Max { get; private set; }

    public void Record(long value)
    {
        var clamped = Math.Max(0, value);
        _counts[IndexOf(clamped)]++;
        Count++;
        Max = Math.Max(Max, clamped);
    }

    public void Add(Histogram other)
    {
        for (var index = 0; index < _counts.Length; index++)
        {
            _counts[index] += other._counts[index];
        }

        Count += other.Count;
        Max = Math.Max(Max, other.Max);
    }

    /// <summary>The value that the given share of the records does not exceed; 0 where nothing was recorded.</summary>
    /// <param name="share">In (0, 1]: 0.99 for the 99th percentile.</param>
    public long At(double share)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);

        var wanted = (long)Math.Ceiling(share * Count);
        var seen = 0L;
        for (var index = 0; index < _counts.Length; index++)
        {
            seen += _counts[index];
            if (seen >= wanted && seen > 0)
            {
                return Math.Min(Max, TopOf(index));
            }
        }

        return 0;
    }

    // Below 2^Precision every value has its own bucket; above, each power of two is cut into HalfBlock buckets.
    private static int IndexOf(long value)
    {
        var shift = Math.Max(0, BitOperations.Log2((ulong)value) - (Precision - 1));
        return (shift * HalfBlock) + (int)(value >> shift);
    }

    private static long TopOf(int index)
    {
        var shift = Math.Max(0, (index / HalfBlock) - 1);
        var mantissa = (long)(index - (shift * HalfBlock));
        return ((mantissa + 1) << shift) - 1;
    }
}
