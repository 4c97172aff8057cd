using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Storage;

namespace Posthorn.Proof.Tests.Simulation.Planted;

/// <summary>Says that an event is stored as soon as it was told to store it.</summary>
internal sealed class EagerLog(IEventLog inner) : IEventLog
{
    public ValueTask<Appended> AppendAsync(EventToStore item)
    {
        _ = inner.AppendAsync(item).AsTask();
        return new(Said(item));
    }

    public ValueTask<IReadOnlyList<Appended>> AppendAsync(IReadOnlyList<EventToStore> items)
    {
        _ = inner.AppendAsync(items).AsTask();
        return new([.. items.Select(Said)]);
    }

    private static Appended Said(EventToStore item) => new Appended.Stored(new(
        item.Id, Sequence: 0, [.. item.Deliveries.Select(static one => new StoredDelivery(one.Id, one.Endpoint.Id))], SoleLeases.OnlyTerm));
}
