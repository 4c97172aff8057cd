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

    /// <summary>The most bytes one claim takes, so that a few lanes that claim at once do not use up what all share.</summary>
    private const int BytesAClaim = 4 * 1024 * 1024;

    private readonly Queue<DueDelivery> _waiting = new();
    private long _weight;
    private int _granted;

    public int Held { get; private set; }

    public int InFlight { get; private set; }

    /// <summary>Reserved or waiting: counted as an attempt in the store, and not begun.</summary>
    public int Unstarted { get; private set; }

    public int MostUnstarted { get; set; } = Size;

    public int Waiting => _waiting.Count;

    /// <summary>For how many more there is room, as far as this lane goes.</summary>
    public int Room => _weight >= Bytes ? 0 : Math.Min(Size - Held, MostUnstarted - Unstarted);

    /// <summary>How many may be claimed: past what all lanes together may hold, only what a lane is always allowed.</summary>
    public int RoomToClaim => memory.IsUsedUp ? Math.Min(Room, AlwaysAllowed - Held) : Room;

    /// <summary>Makes room for one that comes from intake.</summary>
    public bool TryReserve(int weight)
    {
        if (Room <= 0 || (Held >= AlwaysAllowed && _weight + weight > Bytes) || !memory.TryTake(weight))
        {
            return false;
        }

        Enter(weight);
        return true;
    }

    /// <summary>Gives back room that was reserved for nothing.</summary>
    public void GiveUp(int weight)
    {
        Unstarted--;
        Leave(weight);
    }

    /// <summary>Takes memory for what a claim will bring. One claim at a time.</summary>
    /// <returns>How many bytes it may bring, at least one: a claim always brings one delivery.</returns>
    public int BeginClaim()
    {
        _granted = memory.TakeUpTo((int)Math.Clamp(Bytes - _weight, 0, BytesAClaim));
        return Math.Max(1, _granted);
    }

    /// <summary>Puts in what was claimed from the store, and gives back the memory that it does not need.</summary>
    public void EndClaim(IReadOnlyList<DueDelivery> claimed)
    {
        foreach (var delivery in claimed)
        {
            memory.Take(delivery.Reserved);
            Enter(delivery.Reserved);
            _waiting.Enqueue(delivery);
        }

        memory.Give(_granted);
        _granted = 0;
    }

    /// <summary>Puts in one for which room was reserved.</summary>
    public void AddReserved(DueDelivery delivery) => _waiting.Enqueue(delivery);

    public DueDelivery StartNext()
    {
        InFlight++;
        Unstarted--;
        return _waiting.Dequeue();
    }

    public void Ended() => InFlight--;

    public void Recorded(DueDelivery delivery) => Leave(delivery.Reserved);

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

    private void Enter(int weight)
    {
        Held++;
        Unstarted++;
        _weight += weight;
    }

    private void Leave(int weight)
    {
        Held--;
        _weight -= weight;
        memory.Give(weight);
    }
}
