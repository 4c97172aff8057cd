using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Scheduling;
using Posthorn.Delivery.Sending;

namespace Posthorn.Conformance.States;

/// <summary>
/// I11: whatever was called in whatever order, each delivery is where the rules put it, and exactly one sweep goes on with it. A row that none selects is
/// lost although it is stored; a row that two select is sent twice.
/// </summary>
public abstract partial class SweepPromises(StoreUnderTest store) : StorePromises(store)
{
    private const int Calls = 80;

    private readonly Dictionary<DeliveryId, ModelDelivery> _model = [];
    private readonly List<DueDelivery> _claims = [];
    private readonly List<(DueDelivery Found, int Moves)> _expired = [];
    private List<Endpoint> _endpoints = [];
    private Random _random = null!;
    private int _events;

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 24)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task I11_After_any_calls_in_any_order_each_delivery_is_found_by_exactly_one_sweep(int seed)
    {
        _random = new(seed);
        _endpoints = [Endpoint, await AddEndpoint()];
        Store.Missed = new(static (_, _) => false, static (_, _) => null);
        for (var call = 0; call < Calls; call++)
        {
            var what = await Call(_random.Next(100));
            await ShouldBeAsTheRulesSay($"seed {seed}, call {call}: {what}");
        }

        await ShouldBeFoundOnce();
    }

    private async Task<string> Call(int dice)
    {
        switch (dice)
        {
            case < 18:
                await AppendSome();
                return "append";
            case < 38:
                await ClaimSome();
                return "claim";
            case < 60:
                await SettleOne();
                return "settle";
            case < 67:
                await ReleaseSome();
                return "release";
            case < 72:
                await FindExpired();
                return "expire";
            case < 77:
                await EndExpired();
                return "end";
            case < 83:
                await ReplayOne();
                return "replay";
            case < 85:
                await ReplayRange();
                return "replay a range";
            case < 95:
                Now += TimeSpan.FromMilliseconds(Math.Pow(10, _random.Next(8)) * (1 + _random.NextDouble()));
                Now = DateTimeOffset.FromUnixTimeMilliseconds(Now.ToUnixTimeMilliseconds());
                return "wait";
            default:
                await CrashAndRecover();
                return "crash";
        }
    }

    private async Task AppendSome()
    {
        List<EventToStore> items = [];
        for (var i = _random.Next(1, 4); i > 0; i--)
        {
            var item = AnEvent(to: [.. _endpoints.Where(_ => _random.Next(3) > 0)]);
            for (var n = 0; n < item.Deliveries.Length; n++)
            {
                item.Deliveries[n] = item.Deliveries[n] with { Claimed = _random.Next(2) == 0 };
            }

            items.Add(item);
        }

        var appended = await Node.Log.AppendAsync(items);
        for (var i = 0; i < items.Count; i++)
        {
            var stored = appended[i].ShouldBeOfType<Appended.Stored>().Event;
            _events++;
            for (var n = 0; n < items[i].Deliveries.Length; n++)
            {
                var delivery = items[i].Deliveries[n];
                _model[delivery.Id] = ModelDelivery.Stored(delivery.Id, delivery.Endpoint.Key, Now, delivery.Claimed ? stored.Holder : null);
                if (delivery.Claimed)
                {
                    _claims.Add(Held(items[i], stored, n));
                }
            }
        }
    }

    private async Task ClaimSome()
    {
        var endpoint = Any(_endpoints);
        var pull = _random.Next(4) == 0;
        var (dueBy, changedBefore) = (pull ? DateTimeOffset.MaxValue : Now, pull ? Now.AddMilliseconds(-_random.Next(2)) : (DateTimeOffset?)null);
        var limit = _random.Next(1, 6);
        var due = _model.Values.Where(one => one.EndpointKey == endpoint.Key && one.Waits && one.DueAt <= dueBy
            && (changedBefore is null || one.ChangedAt < changedBefore || one.DueAt <= Now)).OrderBy(static one => one.DueAt).ToList();

        var claim = await Claim(limit, dueBy: dueBy, changedBefore: changedBefore, of: endpoint);

        // Those of one moment may come in any order.
        claim.Deliveries.Select(one => _model[one.Id].DueAt).ShouldBe(due.Take(limit).Select(static one => one.DueAt));
        claim.Deliveries.Select(static one => one.Id).Except(due.Select(static one => one.Id)).ShouldBeEmpty();
        foreach (var one in claim.Deliveries)
        {
            _model[one.Id].Claim(one.Holder, Now);
            (one.Attempt, one.Uncounted).ShouldBe((_model[one.Id].Attempts, _model[one.Id].Uncounted));
            _claims.Add(one);
        }

        claim.NextDue.ShouldBe(_model.Values.Where(one => one.EndpointKey == endpoint.Key && one.Waits).Min(static one => one.DueAt));
    }

    private async Task SettleOne()
    {
        // Mostly one that is held, and now and then any that ever was.
        var held = _claims.Where(claim => _model[claim.Id].IsHeldBy(claim)).ToList();
        if (_claims.Count == 0 || (held.Count == 0 && _random.Next(3) > 0))
        {
            return;
        }

        var claim = held.Count > 0 && _random.Next(4) > 0 ? Any(held) : Any(_claims);
        var (outcome, next) = AnyEnd();
        (await Settle(claim, outcome, next)).Held.ShouldBe(_model[claim.Id].Settle(claim, outcome, next, Now));
    }

    private async Task ReleaseSome()
    {
        var claims = _claims.Where(_ => _random.Next(4) == 0).DistinctBy(static claim => (claim.Id, claim.Attempt, claim.Holder)).ToList();
        await Node.Lanes.ReleaseAsync(claims, Now);
        foreach (var claim in claims.Where(claim => _model[claim.Id].IsHeldBy(claim) && _model[claim.Id].Known.GetValueOrDefault(claim.Attempt) is null))
        {
            _model[claim.Id].Release(Now);
        }
    }

    private (AttemptOutcome Outcome, NextStep Next) AnyEnd() => _random.Next(8) switch
    {
        < 2 => (Ok, NextStep.Delivered.Instance),
        < 3 => (Down, Dead),
        < 4 => (Down, new NextStep.Cancelled("endpoint_deleted")),
        < 5 => (Down, Again(charged: false)),
        _ => (Down, Again(TimeSpan.FromSeconds(_random.Next(1, 10_000)))),
    };

    private T Any<T>(List<T> of) => of[_random.Next(of.Count)];
}
