using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Recording;

namespace Posthorn.Proof.Simulation.Storing;

/// <summary>Puts an event and its deliveries into the log.</summary>
internal static class Appending
{
    /// <param name="term">Who appends, and holds what is claimed.</param>
    /// <param name="place">Its place in the log; used up whatever becomes of it.</param>
    /// <param name="former">What its idempotency key named when it was looked up.</param>
    public static Appended Append(Tables tables, EventToStore item, long term, long place, EventRow? former)
    {
        _ = tables.OpenPlaces.Remove(place);
        if (former is not null)
        {
            return Repeated(tables, item, former);
        }

        var row = new EventRow(
            item.Id, place, item.Partner.Key, item.Type, item.Subject, item.Data, item.OccurredAt, Tables.Whole(item.AcceptedAt), item.IdempotencyKey,
            item.Fingerprint, item.Receipt);
        tables.Events.Add(row.Id, row);
        if (item.IdempotencyKey is { } key)
        {
            tables.Keys[(item.Partner.Key, key)] = row;
        }

        // Who has lost its lease holds nothing: what it had room for is due like the rest.
        var holder = tables.IsAlive(term) ? term : 0;
        var stored = new List<StoredDelivery>(item.Deliveries.Length);
        foreach (var delivery in item.Deliveries)
        {
            var claimed = delivery.Claimed && holder != 0;
            if (claimed || tables.Endpoints[delivery.Endpoint.Key].Status != EndpointStatus.Deleted)
            {
                tables.Put(New(row, delivery, claimed ? holder : 0), Cause.Appended);
                stored.Add(new(delivery.Id, delivery.Endpoint.Id));
            }
        }

        foreach (var due in item.Deliveries.Where(delivery => !delivery.Claimed || holder == 0))
        {
            tables.OnHint?.Invoke(due.Endpoint.Key);
        }

        return new Appended.Stored(new(row.Id, row.Sequence, stored, holder));
    }

    public static EventRow? Former(Tables tables, EventToStore item) =>
        item.IdempotencyKey is { } key ? tables.Keys.GetValueOrDefault((item.Partner.Key, key)) : null;

    private static Appended Repeated(Tables tables, EventToStore item, EventRow former)
    {
        if (!former.Fingerprint.Span.SequenceEqual(item.Fingerprint.Span))
        {
            return new Appended.KeyReused();
        }

        var deliveries = tables.Deliveries.Where(row => row.Event.Id == former.Id).OrderBy(static row => row.EndpointKey);
        return new Appended.Replayed(new(
            former.Id, former.Sequence, [.. deliveries.Select(row => new StoredDelivery(row.Id, tables.Endpoints[row.EndpointKey].Id))], Holder: 0));
    }

    private static DeliveryRow New(EventRow row, DeliveryToStore delivery, long holder) => new(
        row,
        delivery.Endpoint.Key,
        delivery.Id,
        DeliveryState.Pending,
        Attempts: holder == 0 ? 0 : 1,
        Uncounted: 0,
        Tables.Whole(delivery.DueAt ?? row.AcceptedAt),
        holder,
        Tables.Whole(delivery.DueAt ?? row.AcceptedAt),
        delivery.BodyHash,
        LastOutcome: null,
        row.AcceptedAt,
        row.AcceptedAt);
}
