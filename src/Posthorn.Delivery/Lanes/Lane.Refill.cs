using Posthorn.Delivery.Storage;

namespace Posthorn.Delivery.Lanes;

/// <summary>Asking the store for what is due.</summary>
internal sealed partial class Lane
{
    private static readonly TimeSpan StoreAwayWait = TimeSpan.FromSeconds(2);

    private async Task RefillAsync()
    {
        while (NextClaim() is { } next)
        {
            try
            {
                var claim = await _parts.Pipeline.ClaimAsync(next.Request);
                if (!TakeOver(claim, next))
                {
                    return;
                }
            }
            catch (StoreUnavailableException exception)
            {
                // Nothing was claimed. What is due stays due, and is asked for again.
                Log.LaneStoreFailed(_logger, exception, _endpoint.Id);
                lock (_gate)
                {
                    _claiming = false;
                }

                WakeAt(_parts.Clock.GetUtcNow() + (StoreAwayWait * (1 + _parts.Dice.Throw())));
                return;
            }

            Pump();
        }
    }

    private (ClaimRequest Request, int Wakes)? NextClaim()
    {
        lock (_gate)
        {
            var now = _parts.Clock.GetUtcNow();
            if (_claiming || !_storeHasMore || !_condition.MayClaim(_window, out var limit, out var notBefore))
            {
                return null;
            }

            if (notBefore > now)
            {
                _dueAlarm.SetNoLaterThan(notBefore);
                return null;
            }

            _claiming = true;
            var (dueBy, changedBefore) = _condition.Reach(now);
            return (new(_endpoint.Key, limit, _window.RoomInBytes, dueBy, changedBefore), _wakes);
        }
    }

    /// <returns>Whether there may be more to do at once.</returns>
    private bool TakeOver(Claim claim, (ClaimRequest Request, int Wakes) asked)
    {
        bool again;
        lock (_gate)
        {
            _claiming = false;
            foreach (var delivery in claim.Deliveries)
            {
                _window.AddClaimed(delivery);
            }

            if (claim.Deliveries.Count == 0)
            {
                _condition.CaughtUp();
            }

            // Only if nobody has called since the claim was made is it certain that nothing is left behind.
            var emptied = !claim.More && claim.Deliveries.Count < asked.Request.Limit && asked.Wakes == _wakes && !_condition.CatchingUp;
            _storeHasMore = !emptied;
            again = claim.Deliveries.Count > 0 || asked.Wakes != _wakes;
        }

        if (claim.NextDue is { } due && due > _parts.Clock.GetUtcNow())
        {
            WakeAt(due);
        }

        return again;
    }

    private async Task EmptyAsync()
    {
        List<DueDelivery> waiting;
        lock (_gate)
        {
            waiting = _window.TakeWaiting();
            _storeHasMore = true;
        }

        if (waiting.Count > 0)
        {
            await ReleaseAsync(waiting);
        }
    }

    private async Task ReleaseAsync(List<DueDelivery> waiting)
    {
        try
        {
            await _parts.Store.ReleaseAsync(waiting, _parts.Clock.GetUtcNow());
        }
        catch (StoreUnavailableException exception)
        {
            // They stay claimed in the store. The upkeep asks again, and so does the next start.
            Log.LaneStoreFailed(_logger, exception, _endpoint.Id);
            lock (_gate)
            {
                _unreleased.AddRange(waiting);
            }
        }
    }
}
