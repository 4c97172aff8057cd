using System.Collections.Concurrent;
using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Storage;

namespace Posthorn.Server.Tests.Running;

/// <summary>The store of the lanes, and a signal for each settlement that is on disk: tests wait for that and never ask again and again.</summary>
internal sealed class SettledSignal(ILaneStore store) : ILaneStore
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _settled = new();

    /// <summary>Completes when an attempt of the delivery has been settled that no earlier call waited for.</summary>
    public Task WaitAsync(string deliveryId) => Of(deliveryId).WaitAsync();

    public async ValueTask<Settled> SettleAsync(Settlement settlement)
    {
        var settled = await store.SettleAsync(settlement);
        _ = Of(settlement.Delivery.Id.ToString()).Release();
        return settled;
    }

    public ValueTask<Claim> ClaimAsync(ClaimRequest request, DateTimeOffset now) => store.ClaimAsync(request, now);

    public ValueTask<Expiry> ExpireAsync(ExpiryRequest request, DateTimeOffset now) => store.ExpireAsync(request, now);

    public ValueTask ReleaseAsync(IReadOnlyList<DueDelivery> deliveries, DateTimeOffset now) => store.ReleaseAsync(deliveries, now);

    public ValueTask<IReadOnlyList<Orphan>> OrphansAsync() => store.OrphansAsync();

    public ValueTask<IReadOnlyList<OpenLane>> OpenLanesAsync() => store.OpenLanesAsync();

    public ValueTask<IReadOnlyList<LaneHealth>> LoadHealthAsync() => store.LoadHealthAsync();

    public ValueTask<Appended?> SaveHealthAsync(LaneHealth health, EventToStore? announcement) => store.SaveHealthAsync(health, announcement);

    private SemaphoreSlim Of(string deliveryId) => _settled.GetOrAdd(deliveryId, static _ => new(0));
}
