using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Replay;
using Posthorn.Proof.Simulation.Storing;
using Posthorn.Proof.Simulation.Worlds;

namespace Posthorn.Proof.Simulation.Checking;

/// <summary>I1, the second half, and I2: every delivery has ended, and for a reason that there is.</summary>
internal static class Endings
{
    private static readonly HashSet<string> Reasons =
        new(["exhausted", "gone", "horizon_passed", "outcome_unknown", "crashed_worker"], StringComparer.Ordinal);

    public static IEnumerable<Violation> Check(Ground ground) =>
    [
        .. ground.Tables.Deliveries.Select(row => Of(ground, row)).OfType<Violation>(),
        .. ground.Tables.Jobs.Values.Where(job => job.State == ReplayJobState.Running && ground.Tables.Endpoints[job.EndpointKey].Status != EndpointStatus.Disabled)
            .Select(static job => new Violation("replay", $"a replay for endpoint {job.EndpointKey} never ended: it has looked at {job.Scanned} events")),
    ];

    private static Violation? Of(Ground ground, DeliveryRow row)
    {
        var name = $"event {row.Event.Sequence} to endpoint {row.EndpointKey}";
        return row.State switch
        {
            DeliveryState.Pending => new("I1", $"{name} never ended: attempt {row.Attempts}, held by {row.Holder}, due at {row.DueAt:HH:mm:ss.fff}"),
            DeliveryState.Delivered when !WasAnswered(ground, row) => new("I2", $"{name} is delivered, and its endpoint never said 2xx to those bytes"),
            DeliveryState.Cancelled when ground.Tables.Endpoints[row.EndpointKey].Status != EndpointStatus.Deleted =>
                new("I1", $"{name} is cancelled, and nobody deleted the endpoint"),
            DeliveryState.Dead when !IsReason(row.LastOutcome) => new("I1", $"{name} is dead for no good reason: {row.LastOutcome}"),
            _ => null,
        };
    }

    // A dead letter keeps what the last attempt came to, where there was one.
    private static bool IsReason(string? outcome) => outcome is not null
        && (Reasons.Contains(outcome) || (outcome.StartsWith("answered_", StringComparison.Ordinal) && !outcome.StartsWith("answered_2", StringComparison.Ordinal))
            || outcome.StartsWith("timeout_", StringComparison.Ordinal) || outcome.StartsWith("connect_", StringComparison.Ordinal)
            || outcome.StartsWith("dns_", StringComparison.Ordinal) || outcome == "reset");

    private static bool WasAnswered(Ground ground, DeliveryRow row)
    {
        var id = row.Event.Id.ToString();
        return ground.Network.Arrivals.Any(one =>
            one.EndpointKey == row.EndpointKey && one.EventId == id && one.BodyHash == row.BodyHash && one.Status is >= 200 and < 300);
    }
}
