namespace Posthorn.Server.Metrics;

/// <summary>The numbers of one set of labels.</summary>
/// <param name="bounds">The upper ends of the buckets, rising, without the infinite one. Empty for what is no histogram.</param>
internal sealed class MetricSeries(KeyValuePair<string, object?>[] labels, double[] bounds)
{
    private readonly long[] _buckets = new long[bounds.Length + 1];
    private long _bits;

    public IReadOnlyList<KeyValuePair<string, object?>> Labels => labels;

    public double[] Bounds => bounds;

    /// <summary>The sum of what was added, or the last that was set.</summary>
    public double Value => BitConverter.Int64BitsToDouble(Interlocked.Read(ref _bits));

    public long CountIn(int bucket) => Interlocked.Read(ref _buckets[bucket]);

    public bool Has(ReadOnlySpan<KeyValuePair<string, object?>> others)
    {
        if (others.Length != labels.Length)
        {
            return false;
        }

        for (var i = 0; i < others.Length; i++)
        {
            if (others[i].Key != labels[i].Key || !Equals(others[i].Value, labels[i].Value))
            {
                return false;
            }
        }

        return true;
    }

    public void Set(double value) => Interlocked.Exchange(ref _bits, BitConverter.DoubleToInt64Bits(value));

    public void Add(double value)
    {
        var seen = Interlocked.Read(ref _bits);
        while (true)
        {
            var sum = BitConverter.DoubleToInt64Bits(BitConverter.Int64BitsToDouble(seen) + value);
            var found = Interlocked.CompareExchange(ref _bits, sum, seen);
            if (found == seen)
            {
                return;
            }

            seen = found;
        }
    }

    public void Observe(double value)
    {
        var bucket = Array.BinarySearch(bounds, value);
        _ = Interlocked.Increment(ref _buckets[bucket < 0 ? ~bucket : bucket]);
        Add(value);
    }
}
