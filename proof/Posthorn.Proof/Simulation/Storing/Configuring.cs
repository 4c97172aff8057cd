using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Replay;
using Posthorn.Delivery.Storage;

namespace Posthorn.Proof.Simulation.Storing;

/// <summary>Changes whether an endpoint takes deliveries.</summary>
internal static class Configuring
{
    public static EndpointRow SetStatus(Tables tables, long endpointKey, EndpointStatus status, string? reason, DateTimeOffset now)
    {
        var former = tables.Endpoints[endpointKey];
        if (former.Status == EndpointStatus.Deleted)
        {
            return former;
        }

        var row = former with { Status = status, DisabledReason = reason };
        tables.Endpoints[endpointKey] = row;
        if (status == EndpointStatus.Deleted)
        {
            End(tables, endpointKey, now);
        }

        tables.OnStatus?.Invoke(endpointKey);
        return row;
    }

    // What a lane holds at this moment is left to the lane: it is being sent, or will be ended when it is settled.
    private static void End(Tables tables, long endpointKey, DateTimeOffset now)
    {
        foreach (var job in tables.Jobs.Values.Where(job => job.EndpointKey == endpointKey && job.State == ReplayJobState.Running).ToList())
        {
            tables.Jobs[job.Id] = job with { State = ReplayJobState.Cancelled, FinishedAt = now };
        }

        foreach (var row in tables.Open.Where(row => row.Waits && row.EndpointKey == endpointKey).ToList())
        {
            tables.Put(
                row with { State = DeliveryState.Cancelled, DueAt = null, LastOutcome = "endpoint_deleted", ChangedAt = Tables.Whole(now) },
                Cause.Cancelled);
        }
    }
}
