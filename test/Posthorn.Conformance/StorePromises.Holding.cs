using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Lanes;

namespace Posthorn.Conformance;

/// <summary>The fast path: an event's delivery goes from the commit into a lane's memory.</summary>
public abstract partial class StorePromises
{
    /// <summary>The delivery as the lane holds it that had reserved room for it.</summary>
    private protected static DueDelivery Held(EventToStore item, StoredEvent stored, int place = 0) => new()
    {
        Id = item.Deliveries[place].Id,
        EventId = item.Id,
        EventSequence = stored.Sequence,
        EndpointKey = item.Deliveries[place].Endpoint.Key,
        EventType = item.Type,
        OccurredAt = item.OccurredAt,
        Holder = stored.Holder,
        Attempt = 1,
        Uncounted = 0,
        ScheduleStart = item.AcceptedAt,
        Data = default,
        BodyHash = item.Deliveries[place].BodyHash,
        Reserved = DueDelivery.Weigh(item.Data.Length),
    };

    /// <summary>Stores so many events whose deliveries the lane holds at once, in one commit.</summary>
    private protected async Task<IReadOnlyList<DueDelivery>> AppendHeld(int count)
    {
        List<EventToStore> items = [.. Enumerable.Range(0, count).Select(_ => AnEvent(claimed: true))];
        var appended = await Node.Log.AppendAsync(items);
        return [.. items.Select((item, i) => Held(item, ((Appended.Stored)appended[i]).Event))];
    }
}
