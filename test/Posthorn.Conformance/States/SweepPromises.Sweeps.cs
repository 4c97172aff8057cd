using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Replay;
using Posthorn.Delivery.Scheduling;

namespace Posthorn.Conformance.States;

/// <summary>Those who look for deliveries that nobody holds, and what they must find.</summary>
public abstract partial class SweepPromises
{
    private async Task FindExpired()
    {
        var endpoint = Any(_endpoints);
        var found = await Expired(endpoint.Key, lookAt: 5);
        found.Select(static one => one.Id).ShouldBe(Waiting(endpoint.Key, Now), ignoreOrder: true);
        _expired.AddRange(found.Select(one => (one, _model[one.Id].Moves)));
    }

    private async Task EndExpired()
    {
        foreach (var (found, moves) in _expired.Where(_ => _random.Next(2) == 0).ToList())
        {
            _ = _expired.Remove((found, moves));
            var delivery = _model[found.Id];
            var asItWas = delivery.Waits && delivery.Moves == moves;
            var held = (await End(found)).Held;

            // One that was claimed and given back meanwhile is as it was found, or not, as the store sees it.
            if (asItWas || delivery.Attempts != found.Attempt || !delivery.Waits || delivery.Uncounted != found.Uncounted)
            {
                held.ShouldBe(asItWas);
            }

            if (held)
            {
                delivery.End("horizon_passed", Now);
            }
        }
    }

    private async Task ReplayOne()
    {
        if (_model.Count == 0)
        {
            return;
        }

        var delivery = Any([.. _model.Values]);
        (await Node.Replays.ReplayAsync(delivery.Id, Now)).ShouldBe(delivery.IsHeld ? ReplayOutcome.InFlight : ReplayOutcome.Due);
        if (!delivery.IsHeld)
        {
            delivery.Replay(Now);
        }
    }

    private async Task ReplayRange()
    {
        var endpoint = Any(_endpoints);
        var id = ReplayJobId.New(Now);
        await Node.Replays.AddJobAsync(new(
            id, endpoint.Key, DateTimeOffset.UnixEpoch, ReplayJob.Unbounded, ReplayStates.Dead | ReplayStates.Cancelled, ReplayJobState.Running, 0, ReplayJob.LastEvent, 0, 0, 0, Now, null));
        while ((await Node.Replays.StepAsync(id, 7, Now)).State == ReplayJobState.Running)
        {
        }

        foreach (var delivery in _model.Values.Where(one => one.EndpointKey == endpoint.Key && one.State is DeliveryState.Dead or DeliveryState.Cancelled && one.EndpointKey == endpoint.Key))
        {
            delivery.Replay(Now);
        }
    }

    private async Task CrashAndRecover()
    {
        await CrashAsync();

        // Now and then the next one dies in the middle of it.
        if (_random.Next(3) == 0)
        {
            foreach (var orphan in (await Node.Lanes.OrphansAsync()).Take(2))
            {
                await SettleOrphan(orphan);
            }

            await CrashAsync();
        }

        var held = _model.Values.Where(static one => one.IsHeld).Select(static one => one.Id).ToList();
        var found = new List<DeliveryId>();
        while (await Node.Lanes.OrphansAsync() is { Count: > 0 } orphans)
        {
            foreach (var orphan in orphans)
            {
                found.Add(orphan.Delivery.Id);
                orphan.Crashes.ShouldBe(_model[orphan.Delivery.Id].Known.Count(one => one.Value == "outcome_unknown" && one.Key > _model[orphan.Delivery.Id].Uncounted));
                await SettleOrphan(orphan);
            }
        }

        found.ShouldBe(held, ignoreOrder: true);
    }

    private async Task SettleOrphan(Orphan orphan)
    {
        var next = AnyEnd().Next is var step and not NextStep.Delivered ? step : Again();
        _model[orphan.Delivery.Id].IsHeldBy(orphan.Delivery).ShouldBeTrue();
        (await Settle(orphan.Delivery, Crashed, next)).Held.ShouldBeTrue();
        _ = _model[orphan.Delivery.Id].Settle(orphan.Delivery, Crashed, next, Now);
    }

    private async Task ShouldBeAsTheRulesSay(string after)
    {
        (await Views()).Select(static view => (view.Id, view.State, view.InFlight, view.Attempts, view.DueAt, view.LastOutcome, view.ChangedAt)).ShouldBe(
            _model.Values.Select(static one => (one.Id, one.State, one.IsHeld, one.Attempts, one.DueAt, one.LastOutcome, one.ChangedAt)), ignoreOrder: true, after);
        foreach (var delivery in _model.Values.Where(one => one.ChangedAt == Now))
        {
            (await Attempts(delivery.Id)).Select(static one => (one.Number, one.Outcome)).ShouldBe(delivery.Known.Select(static one => (one.Key, one.Value)), after);
        }
    }

    private async Task ShouldBeFoundOnce()
    {
        var held = _model.Values.Where(static one => one.IsHeld).Select(static one => one.Id).ToList();
        Now = Now.AddDays(100);
        var claimed = new List<DeliveryId>();
        foreach (var endpoint in _endpoints)
        {
            var waiting = Waiting(endpoint.Key, Now).ToList();
            (await Node.Lanes.OpenLanesAsync()).Any(lane => lane.EndpointKey == endpoint.Key && lane.NextDue is not null).ShouldBe(waiting.Count > 0);
            (await Expired(endpoint.Key, lookAt: 3)).Select(static one => one.Id).ShouldBe(waiting, ignoreOrder: true);
            while ((await Claim(limit: 4, of: endpoint)).Deliveries is { Count: > 0 } found)
            {
                claimed.AddRange(found.Select(static one => one.Id));
            }
        }

        claimed.ShouldBe(_model.Values.Where(static one => one.Waits).Select(static one => one.Id), ignoreOrder: true);
        await CrashAsync();
        (await Recover(static _ => NextStep.Delivered.Instance)).Select(static one => one.Delivery.Id).ShouldBe(held.Concat(claimed), ignoreOrder: true);

        var swept = 0;
        int step;
        do
        {
            step = await Node.Retention.SweepAsync(Now.AddDays(100), 10);
            swept += step;
        }
        while (step == 10);

        swept.ShouldBe(_events);
        (await Feed()).ShouldBeEmpty();
        (await Views()).ShouldBeEmpty();
    }

    private IEnumerable<DeliveryId> Waiting(long endpointKey, DateTimeOffset by) =>
        _model.Values.Where(one => one.EndpointKey == endpointKey && one.Waits && one.DueAt <= by).Select(static one => one.Id);

    private async Task<List<DueDelivery>> Expired(long endpointKey, int lookAt)
    {
        var (found, place) = (new List<DueDelivery>(), default(DuePlace));
        do
        {
            var expiry = await Node.Lanes.ExpireAsync(new(endpointKey, TimeSpan.FromDays(-1), TimeSpan.FromDays(-1), place, lookAt), Now);
            found.AddRange(expiry.Deliveries);
            place = expiry.Next;
        }
        while (place != default);

        return found;
    }
}
