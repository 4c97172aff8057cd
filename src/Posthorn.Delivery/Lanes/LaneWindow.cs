namespace Posthorn.Delivery.Lanes;

/// <summary>The deliveries of one lane that are in memory: reserved, waiting, in flight, or on their way into the record.</summary>
/// <remarks>Not safe for several threads: the lane guards it.</remarks>
internal sealed class LaneWindow(MemoryBudget memory)
{
    /// <summary>The most deliveries a lane keeps in memory. What is beyond stays in the store, due.</summary>
    public const int Size = 1024;

    /// <summary>The most bytes a lane keeps in memory.</summary>
    public const int Bytes = 16 * 1024 * 1024;

    /// <summary>A lane may always hold so many, whatever the others do: else big payloads of one would starve all.</summary>
    private const int AlwaysAllowed = 2;

    private readonly Queue<DueDelivery> _waiting = new();
    private long _weight;

    public int Held { get; private set; }

    public int InFlight { get; private set; }

    public int Waiting => _waiting.Count;

    public int Room => _weight >= Bytes ? 0 : Size - Held;

    public int RoomInBytes => (int)Math.Max(1, Bytes - _weight);

    /// <summary>Makes room for one that comes from intake.</summary>
    public bool TryReserve(int weight)
    {
        if (Room <= 0 || (Held >= AlwaysAllowed && _weight + weight > Bytes) || !memory.TryTake(weight))
        {
            return false;
        }

        Held++;
        _weight += weight;
        return true;
    }

    public void GiveUp(int weight)
    {
        Held--;
        _weight -= weight;
        memory.Give(weight);
    }

    /// <summary>Puts in one that was claimed from the store.</summary>
    public void AddClaimed(DueDelivery delivery)
    {
        memory.Take(delivery.Reserved);
        Held++;
        _weight += delivery.Reserved;
        _waiting.Enqueue(delivery);
    }

    /// <summary>Puts in one for which room was reserved.</summary>
    public void AddReserved(DueDelivery delivery) => _waiting.Enqueue(delivery);

    public DueDelivery StartNext()
    {
        InFlight++;
        return _waiting.Dequeue();
    }

    public void Ended() => InFlight--;

    public void Recorded(DueDelivery delivery) => GiveUp(delivery.Reserved);

    /// <summary>Takes out all that has not been started.</summary>
    public List<DueDelivery> TakeWaiting()
    {
        var taken = new List<DueDelivery>(_waiting);
        _waiting.Clear();
        foreach (var delivery in taken)
        {
            GiveUp(delivery.Reserved);
        }

        return taken;
    }
}
