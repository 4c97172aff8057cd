namespace Posthorn.Delivery.Lanes;

/// <summary>How many bytes of waiting deliveries all lanes together may keep in memory.</summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed class MemoryBudget(long bytes)
{
    private long _left = bytes;

    public bool IsUsedUp => Volatile.Read(ref _left) <= 0;

    public bool TryTake(int weight)
    {
        if (Interlocked.Add(ref _left, -weight) >= 0)
        {
            return true;
        }

        _ = Interlocked.Add(ref _left, weight);
        return false;
    }

    /// <summary>Takes what there is, and no more than is wanted.</summary>
    public int TakeUpTo(int wanted)
    {
        while (true)
        {
            var left = Volatile.Read(ref _left);
            var taken = (int)Math.Clamp(left, 0, wanted);
            if (Interlocked.CompareExchange(ref _left, left - taken, left) == left)
            {
                return taken;
            }
        }
    }

    /// <summary>Takes even what is not there: a lane must always be able to hold a few.</summary>
    public void Take(int weight) => Interlocked.Add(ref _left, -weight);

    public void Give(int weight) => Interlocked.Add(ref _left, weight);
}
