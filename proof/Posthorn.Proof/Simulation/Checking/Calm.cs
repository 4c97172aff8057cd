using Posthorn.Delivery.Recording;
using Posthorn.Proof.Simulation.Worlds;

namespace Posthorn.Proof.Simulation.Checking;

/// <summary>I5: where nothing goes wrong everything is sent exactly once, and soon.</summary>
internal static class Calm
{
    /// <summary>From the acknowledgement to the sending. The net below the lanes is coarser: it must not be needed.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(3);

    /// <summary>An endpoint that takes fewer at once, or fewer a second, has a queue of its own.</summary>
    private const int Plenty = 32;

    public static IEnumerable<Violation> Check(Ground ground, IReadOnlyList<Delivered> deliveries)
    {
        var acknowledged = ground.History.Acknowledged.Where(static one => !one.Replayed).ToDictionary(static one => one.Event.Id);
        foreach (var delivery in deliveries)
        {
            if (delivery.Sent.Count != 1 || delivery.Arrivals.Count != 1 || delivery.Row.State != DeliveryState.Delivered || delivery.Row.Attempts != 1)
            {
                yield return new("I5", $"{delivery.Name} was sent {delivery.Sent.Count} times and is {delivery.Row.State}, though nothing went wrong");
            }
            else if (!HasToWait(ground, delivery)
                && acknowledged.TryGetValue(delivery.Row.Event.Id, out var one) && delivery.Sent[0].At > one.At + SoonIn(ground))
            {
                yield return new("soon", $"{delivery.Name} was sent {(delivery.Sent[0].At - one.At).TotalSeconds:F1} s after it was accepted");
            }
        }
    }

    // A lane that one node lets go, so that all have their part, may stand still until that node's next upkeep.
    private static TimeSpan SoonIn(Ground ground) => ground.Plan.IsSole ? Soon : Soon + ground.Plan.UpkeepEvery;

    private static bool HasToWait(Ground ground, Delivered delivery) =>
        ground.Settlers.PlanOf(delivery.Row.EndpointKey) is { RatePerSecond: not null } or { MaxConcurrency: < Plenty };
}
