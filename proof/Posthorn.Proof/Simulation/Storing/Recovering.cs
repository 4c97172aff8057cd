using Posthorn.Delivery.Lanes;

namespace Posthorn.Proof.Simulation.Storing;

/// <summary>Finds what dead processes held.</summary>
internal static class Recovering
{
    /// <summary>The most that one look finds.</summary>
    private const int Most = 50;

    public static IReadOnlyList<Orphan> Orphans(Tables tables) =>
    [
        .. tables.Open.Where(row => row.Holder > 0 && (tables.IsSole || !tables.IsAlive(row.Holder)))
            .OrderBy(static row => (row.Event.Sequence, row.EndpointKey))
            .Take(tables.IsSole ? int.MaxValue : Most)
            .Select(row => new Orphan(InHand.Of(row, AttemptOf(tables, row), row.Holder, row.ScheduleStart), Settling.Crashes(tables, row))),
    ];

    private static int AttemptOf(Tables tables, DeliveryRow row) => tables.Flaws.HasFlag(Flaws.CountedAtTheEnd) ? row.Attempts + 1 : row.Attempts;
}
