using Posthorn.Delivery.Recording;
using Posthorn.Proof.Simulation.Storing;
using Posthorn.Proof.Simulation.Tracing;
using Posthorn.Proof.Simulation.Worlds;

namespace Posthorn.Proof.Simulation.Checking;

/// <summary>Looks at every change of a delivery's row as it is committed: what must hold for each single one.</summary>
internal static class RowWatch
{
    private static readonly string[] Causes = Enum.GetNames<Cause>();

    public static void Note(Ground ground, RowChange change)
    {
        var row = change.After;
        ground.History.Changes.Add(new(change, ground.Now));
        ground.Trace.Say(What.RowChanged, 0, row.Event.Sequence, row.EndpointKey, row.Attempts, Causes[(int)change.Cause]);

        Check(ground, Forward(change), "I6", change);
        Check(ground, Sweeps(ground.Tables, row) == 1, "I11", change);
    }

    // Only a person brings back what has ended, and what was delivered stays so.
    private static bool Forward(RowChange change) => change switch
    {
        { Before: null } => change.Cause is Cause.Appended or Cause.Replayed,
        { Cause: Cause.Replayed } => change.After.State == DeliveryState.Pending,
        { Before.State: DeliveryState.Pending } => change.After.Attempts >= change.Before.Attempts || change.Cause == Cause.Released,
        _ => false,
    };

    // Who would select it next: its lane, the process that has it, who recovers from dead processes, or retention.
    private static int Sweeps(Tables tables, DeliveryRow row)
    {
        var open = row is { State: DeliveryState.Pending, DueAt: not null };
        bool[] selects =
        [
            open && row.Holder == 0,
            open && row.Holder != 0 && tables.IsAlive(row.Holder),
            open && row.Holder != 0 && !tables.IsSole && tables.Nodes.TryGetValue(row.Holder, out var node) && node.IsDead,
            row.State != DeliveryState.Pending && row.DueAt is null && row.Holder == 0,
        ];

        return selects.Count(static one => one);
    }

    private static void Check(Ground ground, bool holds, string promise, RowChange change)
    {
        if (!holds)
        {
            var (row, was) = (change.After, change.Before?.State.ToString() ?? "nothing");
            ground.History.Violations.Add(new(
                promise,
                $"event {row.Event.Sequence} to endpoint {row.EndpointKey} was {was} and is {row.State} by {change.Cause}, attempt {row.Attempts}, held by {row.Holder}"));
        }
    }
}
