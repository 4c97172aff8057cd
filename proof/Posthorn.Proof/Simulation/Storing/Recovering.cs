using Posthorn.Delivery.Lanes;

namespace Posthorn.Proof.Simulation.Storing;

/// <summary>Finds what dead processes held, and what waits for a lane.</summary>
internal static class Recovering
{
    /// <summary>The most that one look finds.</summary>
    private const int Most = 50;

    public static IReadOnlyList<Orphan> Orphans(Tables tables) =>
    [
        .. tables.Open.Where(row => row.Holder > 0 && (tables.IsSole || (tables.Nodes.TryGetValue(row.Holder, out var node) && node.IsDead)))
            .OrderBy(static row => (row.Event.Sequence, row.EndpointKey))
            .Take(tables.IsSole ? int.MaxValue : Most)
            .Select(row => new Orphan(InHand.Of(row, row.Attempts, row.Holder, row.ScheduleStart), Settling.Crashes(tables, row))),
    ];

    /// <summary>The lanes that a process may work, or that nobody does, and in which something waits.</summary>
    public static IReadOnlyList<OpenLane> OpenLanes(Tables tables, long term) =>
    [
        .. tables.Open.Where(row => row.Waits && (tables.IsSole || IsFreeFor(tables, row.EndpointKey, term)))
            .GroupBy(static row => row.EndpointKey).OrderBy(static lane => lane.Key)
            .Select(static lane => new OpenLane(lane.Key, lane.Min(static row => row.DueAt))),
    ];

    private static bool IsFreeFor(Tables tables, long endpointKey, long term) =>
        tables.Holders.GetValueOrDefault(endpointKey) is var holder && (holder == term || !tables.IsAlive(holder));
}
