using Posthorn.Delivery.Storage;

namespace Posthorn.Delivery;

/// <summary>The net below the lanes: a wake-up that was lost costs an interval, not a delivery.</summary>
internal sealed partial class DeliveryEngine
{
    /// <summary>The most lanes that one upkeep lets go, so that a new node is not overrun.</summary>
    private const int MostYielded = 100;

    private async Task WakeDueAsync()
    {
        foreach (var open in await store.OpenLanesAsync())
        {
            if (open.NextDue is { } due && lanes.Of(open.EndpointKey) is { } lane)
            {
                lane.WakeAt(due);
            }
        }
    }

    private async Task UpkeepAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(options.UpkeepEvery, clock, stop);
                var broken = await LookAfterLanesAsync(stop);
                await WakeDueAsync();
                await ShareOutAsync();
                Volatile.Write(ref _upkeepFailures, broken ? _upkeepFailures + 1 : 0);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Volatile.Write(ref _upkeepFailures, _upkeepFailures + 1);
                Log.UpkeepFailed(_logger, exception);
            }
        }
    }

    private async Task<bool> LookAfterLanesAsync(CancellationToken stop)
    {
        var broken = false;
        foreach (var lane in lanes.All)
        {
            stop.ThrowIfCancellationRequested();
            try
            {
                await lane.UpkeepAsync();
            }
            catch (Exception exception) when (exception is not StoreUnavailableException)
            {
                // The others get theirs all the same.
                broken = true;
                Log.LaneUpkeepFailed(_logger, exception);
            }
        }

        return broken;
    }

    // What other nodes accepted for this one's lanes, and what dead ones left. Hints come sooner; nothing depends on them.
    private async Task LookAsync(CancellationToken stop)
    {
        var recoverAt = clock.GetUtcNow() + options.RecoverEvery;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(options.LookEvery, clock, stop);
                if (clock.GetUtcNow() >= recoverAt)
                {
                    recoverAt = clock.GetUtcNow() + options.RecoverEvery;
                    await RecoverAsync();
                }

                await WakeDueAsync();
                Volatile.Write(ref _lookFailures, 0);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                Volatile.Write(ref _lookFailures, _lookFailures + 1);
                Log.LookFailed(_logger, exception);
            }
        }
    }

    // A node that came later gets its part: those that hold more than theirs let some go.
    private async Task ShareOutAsync()
    {
        if (leases.IsSole)
        {
            return;
        }

        var share = await leases.ShareAsync();
        var held = lanes.Held.ToList();
        var fair = (share.Held + share.Nodes - 1) / Math.Max(1, share.Nodes);
        var tooMany = held.Count - fair;
        if (share.Nodes < 2 || tooMany <= 1 + (fair / 4))
        {
            return;
        }

        var yielded = held.Take(Math.Min(tooMany, MostYielded)).ToList();
        Log.Yielded(_logger, held.Count, share.Held, share.Nodes, yielded.Count);
        await Task.WhenAll(yielded.Select(static lane => lane.YieldAsync()));
    }
}
