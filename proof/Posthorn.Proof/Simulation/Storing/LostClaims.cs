using Posthorn.Proof.Simulation.Running;

namespace Posthorn.Proof.Simulation.Storing;

/// <summary>
/// Gives back what is claimed in the name of a process and known to nobody there: a commit whose answer was lost may have claimed it. As the store of many
/// nodes does, and at the same times.
/// </summary>
internal sealed class LostClaims(Tables tables, ProcessClock clock)
{
    private static readonly TimeSpan DoubtedFor = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan EveryWhileInDoubt = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan EveryOtherwise = TimeSpan.FromMinutes(5);

    /// <summary>What was claimed so lately may be on its way from the commit to its lane.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(30);

    private long? _doubted;
    private long _looked = clock.GetTimestamp();

    /// <summary>A commit may have happened although it failed.</summary>
    public void Doubt() => _doubted = clock.GetTimestamp();

    /// <summary>Whether it is time to look.</summary>
    public bool Begins()
    {
        var every = _doubted is { } doubted && clock.GetElapsedTime(doubted) < DoubtedFor ? EveryWhileInDoubt : EveryOtherwise;
        var due = clock.GetElapsedTime(_looked) >= every && !tables.Flaws.HasFlag(Flaws.ForgetsItsDoubts);
        _looked = due ? clock.GetTimestamp() : _looked;
        return due;
    }

    public IReadOnlyList<DeliveryId> Find(long term, DateTimeOffset now) =>
        [.. tables.Open.Where(row => row.Holder == term && row.ChangedAt < now - Settling).Select(static row => row.Id)];

    public bool GiveBack(long term, IEnumerable<DeliveryId> ids, DateTimeOffset now)
    {
        foreach (var id in ids)
        {
            if (tables.Find(id) is { } row && row.Holder == term && row.ChangedAt < now - Settling)
            {
                tables.Put(
                    row with { Holder = 0, DueAt = Tables.Whole(now), Attempts = row.Attempts - 1, ChangedAt = Tables.Whole(now) }, Cause.Released);
            }
        }

        return true;
    }
}
