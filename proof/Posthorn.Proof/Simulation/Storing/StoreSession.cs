using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Storage;
using Posthorn.Proof.Simulation.Running;

namespace Posthorn.Proof.Simulation.Storing;

/// <summary>The store as the lanes of one process see it.</summary>
/// <param name="leases">Under which term the process holds what it claims.</param>
/// <param name="store">The clock of the store.</param>
/// <param name="onSettled">Told of each settlement that was committed.</param>
internal sealed class StoreSession(
    Tables tables, StoreLink link, ILaneLeases leases, HandedOut handedOut, LostClaims lostClaims, ProcessClock clock, Machine store, Action<Settlement, Settled>? onSettled)
    : ILaneStore
{
    private bool _looked;

    public async ValueTask<Claim> ClaimAsync(ClaimRequest request, DateTimeOffset now)
    {
        var term = leases.Term;
        var claim = await link.CallAsync(StoreCall.Claim, () => Claiming.Claim(tables, request, term, now));
        handedOut.Add(term, claim.Deliveries.Select(static one => one.Id));
        return claim;
    }

    public ValueTask<Expiry> ExpireAsync(ExpiryRequest request, DateTimeOffset now) =>
        link.CallAsync(StoreCall.Expire, () => Expiring.Expire(tables, request, now));

    public async ValueTask<Settled> SettleAsync(Settlement settlement)
    {
        var term = leases.Term;
        var settled = await link.CallAsync(StoreCall.Settle, () =>
        {
            var settled = Settling.Settle(tables, settlement, term);
            onSettled?.Invoke(settlement, settled);
            return settled;
        });
        handedOut.Remove(settlement.Delivery.Holder, [settlement.Delivery.Id]);
        return settled;
    }

    public async ValueTask ReleaseAsync(IReadOnlyList<DueDelivery> deliveries, DateTimeOffset now)
    {
        _ = await link.CallAsync(StoreCall.Release, () =>
        {
            Claiming.Release(tables, deliveries, now);
            return true;
        });
        foreach (var delivery in deliveries)
        {
            handedOut.Remove(delivery.Holder, [delivery.Id]);
        }
    }

    // Of one file the only process that can have died is the one before. What is claimed after the first look is this one's own.
    public async ValueTask<IReadOnlyList<Orphan>> OrphansAsync()
    {
        if (tables.IsSole && _looked)
        {
            return [];
        }

        var orphans = await link.CallAsync(StoreCall.Orphans, () =>
        {
            Terms.Declare(tables, leases.Term, store.Wall);
            var found = Recovering.Orphans(tables);
            if (found.Count == 0)
            {
                Terms.Forget(tables);
            }

            return found;
        });
        _looked = true;
        return orphans;
    }

    public async ValueTask<IReadOnlyList<OpenLane>> OpenLanesAsync()
    {
        var term = leases.Term;
        if (!tables.IsSole && term != 0 && lostClaims.Begins())
        {
            var now = clock.GetUtcNow();
            var held = await link.CallAsync(StoreCall.LostClaims, () => lostClaims.Find(term, now));
            IReadOnlyList<DeliveryId> lost = [.. held.Where(id => !handedOut.Knows(term, id))];
            _ = lost.Count > 0 && await link.CallAsync(StoreCall.LostClaims, () => lostClaims.GiveBack(term, lost, now));
        }

        return await link.CallAsync(StoreCall.OpenLanes, () => Recovering.OpenLanes(tables, term));
    }

    public ValueTask<IReadOnlyList<LaneHealth>> LoadHealthAsync() => link.CallAsync<IReadOnlyList<LaneHealth>>(StoreCall.LoadHealth, () =>
        tables.IsSole ? [.. tables.Health.Values.Where(static health => health.FailingSince is not null)] : []);

    public ValueTask<Appended?> SaveHealthAsync(LaneHealth health, EventToStore? announcement)
    {
        var term = leases.Term;
        return link.CallAsync(StoreCall.SaveHealth, () =>
        {
            tables.Health[health.EndpointKey] = health;
            return announcement is null ? null : Appending.Append(tables, announcement, term, tables.NextPlace(), former: null);
        });
    }

    public ValueTask<EndpointRow> SetStatusAsync(long endpointKey, EndpointStatus status, string? reason, DateTimeOffset now) =>
        link.CallAsync(StoreCall.Configure, () => Configuring.SetStatus(tables, endpointKey, status, reason, now));

    public ValueTask<IReadOnlyList<EndpointRow>> LoadAsync() => link.CallAsync<IReadOnlyList<EndpointRow>>(StoreCall.Load, () => [.. tables.Endpoints.Values]);
}
