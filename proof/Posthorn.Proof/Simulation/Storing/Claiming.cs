using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Recording;

namespace Posthorn.Proof.Simulation.Storing;

/// <summary>Takes what is due, and gives back what was not begun.</summary>
internal static class Claiming
{
    public static Claim Claim(Tables tables, ClaimRequest request, long term, DateTimeOffset now)
    {
        var claimed = new List<DueDelivery>();
        if (MayClaim(tables, request.EndpointKey, term))
        {
            var bytes = 0;
            foreach (var row in Due(tables, request, now).Take(request.Limit).TakeWhile(_ => bytes < request.MaxBytes))
            {
                claimed.Add(Take(tables, row, term, Tables.Whole(now)));
                bytes += claimed[^1].Reserved;
            }
        }

        var next = tables.Open.Where(row => row.Waits && row.EndpointKey == request.EndpointKey).Min(static row => row.DueAt);
        return new(claimed, next <= request.DueBy && claimed.Count > 0, next);
    }

    public static void Release(Tables tables, IReadOnlyList<DueDelivery> deliveries, DateTimeOffset now)
    {
        foreach (var delivery in deliveries)
        {
            if (tables.Find(delivery.Id) is { State: DeliveryState.Pending } row && Fence.Holds(tables, row, delivery))
            {
                tables.Put(
                    row with
                    {
                        DueAt = Tables.Whole(now),
                        Attempts = row.Attempts - 1,
                        Holder = tables.Flaws.HasFlag(Flaws.HeldMarkOnRelease) ? -1 : 0,
                        ChangedAt = Tables.Whole(now),
                    },
                    Cause.Released);
            }
        }
    }

    private static bool MayClaim(Tables tables, long endpointKey, long term) => tables.IsAlive(term)
        && (tables.IsSole || tables.Flaws.HasFlag(Flaws.GrantsWhatIsHeld) || tables.Holders.GetValueOrDefault(endpointKey) == term);

    private static List<DeliveryRow> Due(Tables tables, ClaimRequest request, DateTimeOffset now) =>
    [
        .. tables.Open
            .Where(row => row.EndpointKey == request.EndpointKey && (row.Waits || tables.Flaws.HasFlag(Flaws.ClaimsWhatIsHeld))
                && row.DueAt <= request.DueBy && (request.ChangedBefore is not { } changed || row.ChangedAt < changed || row.DueAt <= now))
            .OrderBy(static row => (row.DueAt, row.Event.Sequence)),
    ];

    private static DueDelivery Take(Tables tables, DeliveryRow row, long term, DateTimeOffset now)
    {
        // The schedule runs from the first attempt: what waited for its turn has lost nothing of it.
        var start = row.Attempts == row.Uncounted ? now : row.ScheduleStart;
        tables.Put(row with { Attempts = row.Attempts + 1, Holder = term, ScheduleStart = start, ChangedAt = now }, Cause.Claimed);

        return InHand.Of(row, row.Attempts + 1, term, start);
    }
}
