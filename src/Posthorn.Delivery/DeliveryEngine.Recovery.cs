using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Scheduling;
using Posthorn.Delivery.Sending;
using Posthorn.Delivery.Storage;

namespace Posthorn.Delivery;

/// <summary>What dead processes left in flight. Any number of nodes may look at the same time: a settlement of what another has settled changes nothing.</summary>
internal sealed partial class DeliveryEngine
{
    private async Task RecoverAsync()
    {
        // One that cannot be settled is found again and again: a look that finds nothing else is the last.
        var seen = new HashSet<(DeliveryId, long)>();
        while (await store.OrphansAsync() is { Count: > 0 } orphans)
        {
            var before = seen.Count;
            seen.UnionWith(orphans.Select(static orphan => (orphan.Delivery.Id, orphan.Delivery.Holder)));
            if (seen.Count == before)
            {
                break;
            }

            await Task.WhenAll(orphans.Select(RecoverAsync));
            Log.Recovered(_logger, orphans.Count);
            if (orphans.Any(static orphan => orphan.Crashes > 0))
            {
                // One crash is an accident. After a second, something that is in flight again may be the cause.
                _care.Take(clock.GetUtcNow());
            }
        }
    }

    private async Task RecoverAsync(Orphan orphan)
    {
        try
        {
            var endpoint = directory.Find(orphan.Delivery.EndpointKey) ?? throw new InvalidOperationException("Its endpoint was not loaded.");
            _ = await pipeline.SettleAsync(Recovered(orphan, endpoint, clock.GetUtcNow()));
        }
        catch (Exception exception) when (exception is not StoreUnavailableException)
        {
            // One that cannot be read must not keep the others from starting. It stays as it is, for the next look.
            Log.RecoveryFailed(_logger, exception, orphan.Delivery.Id);
        }
    }

    private Settlement Recovered(Orphan orphan, Endpoint endpoint, DateTimeOffset now)
    {
        var next = endpoint.Status == EndpointStatus.Deleted
            ? new NextStep.Cancelled("endpoint_deleted")
            : DeliveryPolicy.AfterCrash(orphan, endpoint.Schedule, now, dice.Throw());
        var attempt = new AttemptRecord(AttemptId.New(now), now, TimeSpan.Zero, new AttemptOutcome.Crashed());
        var news = next is NextStep.DeadLetter dead ? announcer.Exhausted(endpoint, orphan.Delivery, dead.Reason, now) : null;

        return new(orphan.Delivery, attempt, next, now, news);
    }
}
