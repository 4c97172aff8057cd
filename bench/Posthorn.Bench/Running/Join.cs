using Posthorn.Bench.Measuring;

namespace Posthorn.Bench.Running;

/// <summary>What publisher and sink wrote into the ledger, brought together.</summary>
/// <param name="Accepted">Events answered with 200 or 202 inside the window.</param>
/// <param name="Lost">Events answered with 200 or 202 at any time that have not arrived.</param>
/// <param name="Accept">Microseconds to the answer, of events that were meant to leave inside the window.</param>
/// <param name="AcceptToArrival">Microseconds from the answer to the arrival, of the same events.</param>
/// <param name="PublishToArrival">Microseconds to the arrival, of the same events.</param>
internal sealed record Join(long Accepted, long Lost, Histogram Accept, Histogram AcceptToArrival, Histogram PublishToArrival)
{
    public static Join Of(Ledger ledger, LoadSpec spec, long from, long to, TimeProvider clock)
    {
        var (accept, arrival, publish) = (new Histogram(), new Histogram(), new Histogram());
        var (accepted, lost) = (0L, 0L);
        var now = clock.GetTimestamp();
        for (var sequence = 0; sequence < ledger.Sum.Capacity && ledger[sequence].Intended is > 0 and var intended; sequence++)
        {
            ref var entry = ref ledger[sequence];
            if (entry.Status is not (200 or 202) || spec.Order[sequence % spec.Order.Count] == spec.NotJudged)
            {
                continue;
            }

            accepted += entry.Answered >= from && entry.Answered < to ? 1 : 0;
            lost += entry.Arrivals == 0 ? 1 : 0;
            if (intended >= from && intended < to)
            {
                // What has not arrived is as late as it can be said to be by now. Left out, it would make the rest look good.
                var arrived = entry.Arrivals > 0 ? Volatile.Read(ref entry.Arrived) : now;
                accept.Record(clock.Microseconds(intended, entry.Answered));
                arrival.Record(clock.Microseconds(entry.Answered, arrived));
                publish.Record(clock.Microseconds(intended, arrived));
            }
        }

        return new(accepted, lost, accept, arrival, publish);
    }
}
