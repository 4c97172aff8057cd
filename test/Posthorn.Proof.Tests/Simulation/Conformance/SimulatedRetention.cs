using Posthorn.Delivery.Recording;
using Posthorn.Delivery.Storage;
using Posthorn.Proof.Simulation.Storing;

namespace Posthorn.Proof.Tests.Simulation.Conformance;

/// <summary>Forgets what is old enough in the simulated store.</summary>
internal sealed class SimulatedRetention(Tables tables, DirectLink link) : IRetention
{
    public ValueTask<int> SweepAsync(DateTimeOffset before, int limit) => link.CallAsync(new PendingCall<int>(StoreCall.Load, () =>
    {
        var deliveries = tables.Deliveries.ToLookup(static row => row.Event.Id);
        var old = tables.Events.Values
            .Where(one => one.AcceptedAt < before && deliveries[one.Id].All(row => row.State != DeliveryState.Pending && row.ChangedAt < before))
            .OrderBy(static one => one.Sequence).Take(limit).ToList();
        old.ForEach(tables.Forget);
        return old.Count;
    }));
}
