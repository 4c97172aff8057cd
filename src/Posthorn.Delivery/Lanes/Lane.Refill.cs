namespace Posthorn.Delivery.Lanes;

/// <summary>Asking the store for what is due, and giving back what will not be sent from here.</summary>
internal sealed partial class Lane
{
    private static readonly TimeSpan StoreAwayWait = TimeSpan.FromSeconds(2);

    private readonly List<DueDelivery> _unreleased = [];
    private int _releasing;

    // Nobody waits for it: whatever goes wrong in here must leave the lane able to claim again.
    private async Task RefillAsync()
    {
        while (NextClaim() is { } next)
        {
            Claim claim;
            try
            {
                claim = await _parts.Pipeline.ClaimAsync(next.Request);
            }
            catch (Exception exception)
            {
                // Nothing was claimed. What is due stays due, and is asked for again.
                Log.LaneStoreFailed(_logger, exception, _endpoint.Id);
                lock (_gate)
                {
                    _window.EndClaim([]);
                    _claiming = false;
                }

                WakeAt(_parts.Clock.GetUtcNow() + (StoreAwayWait * (1 + _parts.Dice.Throw())));
                return;
            }

            if (!TakeOver(claim, next))
            {
                return;
            }

            Pump();
        }
    }

    private AskedClaim? NextClaim()
    {
        lock (_gate)
        {
            if (_claiming || !_storeHasMore || !_condition.MayClaim(_window, out var limit, out var notBefore))
            {
                return null;
            }

            var now = _parts.Clock.GetUtcNow();
            if (notBefore > now)
            {
                _dueAlarm.SetNoLaterThan(notBefore);
                return null;
            }

            _claiming = true;
            var (dueBy, changedBefore) = _condition.Reach(now);
            return new(new(_endpoint.Key, limit, _window.BeginClaim(), dueBy, changedBefore), now, _wakes, _condition.Mode);
        }
    }

    /// <returns>Whether there may be more to do at once.</returns>
    private bool TakeOver(Claim claim, AskedClaim asked)
    {
        bool again;
        bool turned;
        var now = _parts.Clock.GetUtcNow();
        lock (_gate)
        {
            _claiming = false;

            // If the lane turned while the claim was on its way, nobody would send these, or not as they were asked for.
            turned = claim.Deliveries.Count > 0 && (_condition.Mode != asked.Mode || claim.Deliveries[0].Holder != _term);
            _window.EndClaim(turned ? [] : claim.Deliveries);
            _releasing += turned ? 1 : 0;

            var caughtUp = claim.Deliveries.Count == 0 && asked.Request.ChangedBefore is not null;
            if (caughtUp)
            {
                _condition.CaughtUp(asked.Request.ChangedBefore);
            }

            // Only if nobody has called since the claim was made, and nothing came due since, is it certain that nothing is left behind.
            var news = asked.Wakes != _wakes || (claim.NextDue > asked.At && claim.NextDue <= now);
            _storeHasMore = news || claim.More || claim.Deliveries.Count >= asked.Request.Limit || _condition.CatchingUp;
            again = news || claim.Deliveries.Count > 0 || caughtUp;
        }

        if (claim.NextDue > now)
        {
            WakeAt(claim.NextDue.Value);
        }

        if (turned)
        {
            _ = ReleaseAsync(claim.Deliveries);
        }

        return again;
    }

    /// <summary>Gives back all that was not started. Has taken it out of the window when it returns, awaited or not.</summary>
    private Task EmptyAsync()
    {
        List<DueDelivery> waiting;
        lock (_gate)
        {
            waiting = _window.TakeWaiting();
            _releasing++;
        }

        return ReleaseAsync(waiting);
    }

    // Counted by whoever took them out, in one step with that: a lane that has something to give back is not empty.
    private async Task ReleaseAsync(IReadOnlyList<DueDelivery> deliveries)
    {
        var failed = false;
        try
        {
            if (deliveries.Count > 0)
            {
                await _parts.Store.ReleaseAsync(deliveries, _parts.Clock.GetUtcNow());
            }
        }
        catch (Exception exception)
        {
            // They stay claimed in the store. The upkeep asks again, and so does the next start.
            Log.LaneStoreFailed(_logger, exception, _endpoint.Id);
            failed = true;
        }

        lock (_gate)
        {
            _releasing--;
            if (failed)
            {
                _unreleased.AddRange(deliveries);
            }
        }

        // They are due in the store now, and a claim that was on its way meanwhile did not see them.
        Wake();
    }

    private Task ReleaseAgainAsync()
    {
        List<DueDelivery> waiting;
        lock (_gate)
        {
            if (_unreleased.Count == 0)
            {
                return Task.CompletedTask;
            }

            waiting = [.. _unreleased];
            _unreleased.Clear();
            _releasing++;
        }

        return ReleaseAsync(waiting);
    }

    /// <summary>A claim as it was asked for, and how the lane stood then.</summary>
    private sealed record AskedClaim(ClaimRequest Request, DateTimeOffset At, int Wakes, LaneMode Mode);
}
