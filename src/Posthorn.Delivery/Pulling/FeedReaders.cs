using System.Runtime.InteropServices;

namespace Posthorn.Delivery.Pulling;

/// <summary>Those who have read a partner's feed to its end and wait for more. Whoever stores an event tells it here, after the commit.</summary>
/// <remarks>
/// A reader enters, looks, and sleeps: what was committed before it looked is found, and what is committed after it entered wakes it. What other nodes
/// commit nobody tells here: <see cref="FeedWatch"/> finds it. To be woken does not mean that there is something, nor to sleep that there is nothing:
/// the store alone knows, and whoever wakes asks it again. Safe for any number of threads.
/// </remarks>
internal sealed class FeedReaders
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, HashSet<FeedReader>> _readers = [];
    private volatile bool _isClosed;
    private int _count;

    /// <summary>How many wait at this moment.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Whether nobody shall wait any more.</summary>
    public bool IsClosed => _isClosed;

    /// <param name="after">The place up to which the reader has read.</param>
    /// <param name="most">How many may wait at once, of all partners.</param>
    /// <returns>Null when so many wait already. Leaves when it is disposed of.</returns>
    public FeedReader? TryEnter(long partnerKey, long after, int most)
    {
        lock (_gate)
        {
            if (_count >= most)
            {
                return null;
            }

            var reader = new FeedReader(this, partnerKey, after);
            _ = (CollectionsMarshal.GetValueRefOrAddDefault(_readers, partnerKey, out _) ??= []).Add(reader);
            _count++;
            return reader;
        }
    }

    /// <summary>Something of this partner is committed. Asked for every event: where nobody waits it costs nothing.</summary>
    public void Committed(long partnerKey)
    {
        if (Count == 0)
        {
            return;
        }

        lock (_gate)
        {
            if (_readers.TryGetValue(partnerKey, out var readers))
            {
                Wake(readers);
            }
        }
    }

    /// <summary>Sends everybody home, and whoever comes later too.</summary>
    public void Close()
    {
        _isClosed = true;
        lock (_gate)
        {
            foreach (var readers in _readers.Values)
            {
                Wake(readers);
            }
        }
    }

    /// <summary>Of each partner that somebody sleeps for, the lowest place that a sleeper has read up to.</summary>
    /// <param name="all">Of all that sleep; else of those alone that have fallen asleep since they were last asked for.</param>
    public IReadOnlyList<FeedPlace> Sleeping(bool all)
    {
        var places = new List<FeedPlace>();
        lock (_gate)
        {
            foreach (var (partnerKey, readers) in _readers)
            {
                var lowest = long.MaxValue;
                foreach (var reader in readers)
                {
                    lowest = reader.IsLookedFor(all) ? Math.Min(lowest, reader.After) : lowest;
                }

                if (lowest < long.MaxValue)
                {
                    places.Add(new(partnerKey, lowest));
                }
            }
        }

        return places;
    }

    internal void Leave(FeedReader reader)
    {
        lock (_gate)
        {
            if (_readers.TryGetValue(reader.PartnerKey, out var readers) && readers.Remove(reader))
            {
                _count--;
                if (readers.Count == 0)
                {
                    _ = _readers.Remove(reader.PartnerKey);
                }
            }
        }
    }

    private static void Wake(HashSet<FeedReader> readers)
    {
        foreach (var reader in readers)
        {
            reader.Wake();
        }
    }
}
