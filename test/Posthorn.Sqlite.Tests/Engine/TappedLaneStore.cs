using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Storage;

namespace Posthorn.Sqlite.Tests.Engine;

internal sealed class TappedLaneStore(ILaneStore inner, StoreTap tap) : ILaneStore
{
    public ValueTask<Claim> ClaimAsync(ClaimRequest request, DateTimeOffset now) =>
        tap.Through(StoreCall.Claim, () => inner.ClaimAsync(request, now));

    public ValueTask<Expiry> ExpireAsync(ExpiryRequest request, DateTimeOffset now) =>
        tap.Through(StoreCall.Expire, () => inner.ExpireAsync(request, now));

    public async ValueTask<Settled> SettleAsync(Settlement settlement)
    {
        var settled = await tap.Through(StoreCall.Settle, () => inner.SettleAsync(settlement));
        tap.Saw(settlement, settled);
        return settled;
    }

    public async ValueTask ReleaseAsync(IReadOnlyList<DueDelivery> deliveries, DateTimeOffset now) =>
        _ = await tap.Through(StoreCall.Release, async () =>
        {
            await inner.ReleaseAsync(deliveries, now);
            return deliveries.Count;
        });

    public ValueTask<IReadOnlyList<Orphan>> OrphansAsync() => tap.Through(StoreCall.Orphans, inner.OrphansAsync);

    public ValueTask<IReadOnlyList<OpenLane>> OpenLanesAsync() => tap.Through(StoreCall.OpenLanes, inner.OpenLanesAsync);

    public ValueTask<IReadOnlyList<LaneHealth>> LoadHealthAsync() => tap.Through(StoreCall.LoadHealth, inner.LoadHealthAsync);

    public ValueTask<Appended?> SaveHealthAsync(LaneHealth health, EventToStore? announcement) =>
        tap.Through(StoreCall.SaveHealth, () => inner.SaveHealthAsync(health, announcement));
}
