using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Storage;

namespace Posthorn.Proof.Simulation.Storing;

/// <summary>The store as one process sees it.</summary>
/// <param name="term">Under which term the process holds what it claims.</param>
/// <param name="onSettled">Told of each settlement that was committed.</param>
internal sealed class StoreSession(Tables tables, StoreLink link, Func<long> term, Action<Settlement, Settled>? onSettled) : IEventLog, ILaneStore
{
    private bool _looked;

    public ValueTask<Appended> AppendAsync(EventToStore item) => Append([item], static one => one[0]);

    public ValueTask<IReadOnlyList<Appended>> AppendAsync(IReadOnlyList<EventToStore> items) => Append<IReadOnlyList<Appended>>(items, static all => all);

    public ValueTask<Claim> ClaimAsync(ClaimRequest request, DateTimeOffset now)
    {
        var holder = term();
        return link.CallAsync(StoreCall.Claim, () => Claiming.Claim(tables, request, holder, now));
    }

    public ValueTask<Expiry> ExpireAsync(ExpiryRequest request, DateTimeOffset now) =>
        link.CallAsync(StoreCall.Expire, () => Expiring.Expire(tables, request, now));

    public ValueTask<Settled> SettleAsync(Settlement settlement)
    {
        var holder = term();
        return link.CallAsync(StoreCall.Settle, () =>
        {
            var settled = Settling.Settle(tables, settlement, holder);
            onSettled?.Invoke(settlement, settled);
            return settled;
        });
    }

    public async ValueTask ReleaseAsync(IReadOnlyList<DueDelivery> deliveries, DateTimeOffset now) =>
        _ = await link.CallAsync(StoreCall.Release, () =>
        {
            Claiming.Release(tables, deliveries, now);
            return true;
        });

    // Of one file the only process that can have died is the one before. What is claimed after the first look is this one's own.
    public async ValueTask<IReadOnlyList<Orphan>> OrphansAsync()
    {
        if (tables.IsSole && _looked)
        {
            return [];
        }

        var orphans = await link.CallAsync(StoreCall.Orphans, () => Recovering.Orphans(tables));
        _looked = true;
        return orphans;
    }

    public ValueTask<IReadOnlyList<OpenLane>> OpenLanesAsync() => link.CallAsync<IReadOnlyList<OpenLane>>(StoreCall.OpenLanes, () =>
    [
        .. tables.Open.Where(static row => row.Waits).GroupBy(static row => row.EndpointKey).OrderBy(static lane => lane.Key)
            .Select(static lane => new OpenLane(lane.Key, lane.Min(static row => row.DueAt))),
    ]);

    public ValueTask<IReadOnlyList<LaneHealth>> LoadHealthAsync() => link.CallAsync<IReadOnlyList<LaneHealth>>(StoreCall.LoadHealth, () =>
        tables.IsSole ? [.. tables.Health.Values.Where(static health => health.FailingSince is not null)] : []);

    public ValueTask<Appended?> SaveHealthAsync(LaneHealth health, EventToStore? announcement)
    {
        var holder = term();
        return link.CallAsync(StoreCall.SaveHealth, () =>
        {
            tables.Health[health.EndpointKey] = health;
            return announcement is null ? null : Appending.Append(tables, announcement, holder, tables.NextPlace(), former: null);
        });
    }

    public ValueTask<EndpointRow> SetStatusAsync(long endpointKey, EndpointStatus status, string? reason, DateTimeOffset now) =>
        link.CallAsync(StoreCall.Configure, () => Configuring.SetStatus(tables, endpointKey, status, reason, now));

    public ValueTask<IReadOnlyList<EndpointRow>> LoadAsync() => link.CallAsync<IReadOnlyList<EndpointRow>>(StoreCall.Load, () => [.. tables.Endpoints.Values]);

    // Its place in the log is given out when it arrives, and a later one may be committed first.
    private ValueTask<T> Append<T>(IReadOnlyList<EventToStore> items, Func<IReadOnlyList<Appended>, T> result)
    {
        var holder = term();
        var places = new long[items.Count];
        var former = new EventRow?[items.Count];
        return link.CallAsync(new PendingCall<T>(StoreCall.Append, Commit)
        {
            OnArrival = () =>
            {
                for (var i = 0; i < items.Count; i++)
                {
                    places[i] = tables.NextPlace();
                    former[i] = Appending.Former(tables, items[i]);
                }
            },
            OnAbandoned = () => tables.OpenPlaces.ExceptWith(places),
        });

        T Commit()
        {
            var appended = new Appended[items.Count];
            for (var i = 0; i < items.Count; i++)
            {
                // A process that died may have had it committed without its ever having arrived by itself.
                var place = places[i] == 0 ? tables.NextPlace() : places[i];
                var known = tables.Flaws.HasFlag(Flaws.KeyCheckedFirst) ? former[i] : Appending.Former(tables, items[i]);
                appended[i] = Appending.Append(tables, items[i], holder, place, known);
            }

            return result(appended);
        }
    }
}
