using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Recording;

namespace Posthorn.Proof.Simulation.Storing;

/// <summary>Whether a claim is still held by who gives it back.</summary>
internal static class Fence
{
    public static bool Holds(Tables tables, DeliveryRow row, DueDelivery delivery)
    {
        if (tables.Flaws.HasFlag(Flaws.NoFence))
        {
            return row.State == DeliveryState.Pending;
        }

        return row.State == DeliveryState.Pending && row.Holder == delivery.Holder && row.Attempts == delivery.Attempt;
    }

    /// <summary>What ends without an attempt is not held: the fence is that nobody has tried it, or asked for it again, since it was found.</summary>
    public static bool Waits(DeliveryRow row, DueDelivery delivery) =>
        row.Waits && row.Attempts == delivery.Attempt && row.ScheduleStart == delivery.ScheduleStart;
}
