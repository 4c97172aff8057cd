using Posthorn.Api.Events;
using Posthorn.Delivery.Intake;

namespace Posthorn.Server.Events;

/// <summary>Stored events in the words of the API.</summary>
internal static class EventWords
{
    public static EventReceipt Describe(StoredEvent stored) => new() { Id = stored.Id.ToString(), Deliveries = Describe(stored.Deliveries) };

    public static IReadOnlyList<DeliveryReceipt> Describe(IReadOnlyList<StoredDelivery> deliveries) =>
        [.. deliveries.Select(static one => new DeliveryReceipt { Id = one.Id.ToString(), EndpointId = one.EndpointId.ToString() })];
}
