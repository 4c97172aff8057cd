using Posthorn.Delivery.Lanes;

namespace Posthorn.Proof.Simulation.Storing;

/// <summary>Finds what waited too long behind an endpoint that is held, and changes nothing.</summary>
internal static class Expiring
{
    public static Expiry Expire(Tables tables, ExpiryRequest request, DateTimeOffset now)
    {
        var looked = tables.Open
            .Where(row => row.Waits && row.EndpointKey == request.EndpointKey && row.DueAt <= now && After(PlaceOf(row), request.After))
            .OrderBy(static row => (PlaceOf(row).DueAt, row.Event.Sequence))
            .Take(request.LookAt).ToList();
        var expired = looked.Where(row => row.ScheduleStart + (row.Attempts > row.Uncounted ? request.AfterFirstAttempt : request.NeverTried) < now);

        return new(
            [.. expired.Select(static row => InHand.Of(row, row.Attempts, holder: 0, row.ScheduleStart))],
            looked.Count < request.LookAt ? default : PlaceOf(looked[^1]));
    }

    private static DuePlace PlaceOf(DeliveryRow row) => new(row.DueAt!.Value.ToUnixTimeMilliseconds(), row.Event.Sequence);

    private static bool After(DuePlace place, DuePlace other) => (place.DueAt, place.EventSequence).CompareTo((other.DueAt, other.EventSequence)) > 0;
}
