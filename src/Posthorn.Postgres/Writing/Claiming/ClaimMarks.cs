using System.Runtime.InteropServices;
using Posthorn.Delivery.Scheduling;

namespace Posthorn.Postgres.Writing.Claiming;

/// <summary>Where each lane's last claim ended. The next one begins there, and not in the rows that were claimed before.</summary>
/// <remarks>
/// Rows that were claimed leave entries in the index that only a vacuum takes away, and an old snapshot elsewhere keeps it from doing so. What was
/// stored late, with a moment before the mark, is found by a look back. It costs as much as there are such entries, so it is taken as often as it is
/// cheap. Of the present term alone. Safe for any number of threads.
/// </remarks>
internal sealed class ClaimMarks(TimeProvider clock, Dice dice)
{
    private static readonly TimeSpan ShortestRest = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<long, Mark> _marks = [];
    private long _term;

    /// <summary>Forgets the marks of an earlier term.</summary>
    public void Enter(long term)
    {
        lock (_gate)
        {
            if (term != _term)
            {
                _term = term;
                _marks.Clear();
            }
        }
    }

    /// <summary>Where the lane's next claim begins; the default for the first.</summary>
    public ClaimPlace Of(long endpointKey)
    {
        lock (_gate)
        {
            return _marks.GetValueOrDefault(endpointKey).Place;
        }
    }

    /// <summary>A claim of the lane ended there. Marks move forward only: a look back ends before them.</summary>
    public void Move(long endpointKey, ClaimPlace place)
    {
        lock (_gate)
        {
            ref var mark = ref CollectionsMarshal.GetValueRefOrAddDefault(_marks, endpointKey, out _);
            mark.Place = ClaimPlace.Compare(mark.Place, place) < 0 ? place : mark.Place;
        }
    }

    /// <summary>How long the lane must not look back yet; nothing when it may.</summary>
    public TimeSpan RestOf(long endpointKey)
    {
        lock (_gate)
        {
            return _marks.GetValueOrDefault(endpointKey).RestsUntil is var until and not 0
                && clock.GetElapsedTime(clock.GetTimestamp(), until) is var rest && rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
        }
    }

    /// <summary>The lane has looked back, and met so many entries for nothing.</summary>
    public void LookedBack(long endpointKey, long wasted)
    {
        var rest = IndexVisits.RestAfter(wasted, ShortestRest, LongestRest);
        var ticks = rest * (1 + (0.5 * dice.Throw())) / TimeSpan.FromSeconds(1) * clock.TimestampFrequency;
        lock (_gate)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_marks, endpointKey, out _).RestsUntil = rest == TimeSpan.Zero ? 0 : clock.GetTimestamp() + (long)ticks;
        }
    }

    /// <summary>The lane is not this node's any more.</summary>
    public void Forget(long endpointKey)
    {
        lock (_gate)
        {
            _ = _marks.Remove(endpointKey);
        }
    }

    /// <summary>All that there are.</summary>
    public List<KeyValuePair<long, ClaimPlace>> All()
    {
        lock (_gate)
        {
            return [.. _marks.Select(static mark => KeyValuePair.Create(mark.Key, mark.Value.Place))];
        }
    }

    private struct Mark
    {
        public ClaimPlace Place;

        public long RestsUntil;
    }
}
