namespace Posthorn.Delivery.Storage;

/// <summary>A page of deliveries.</summary>
/// <param name="Next">Where the next page begins; null at the end. A page may be short and still have a next one: a look-up reads only so many rows.</param>
internal sealed record DeliveryPage(IReadOnlyList<DeliveryView> Deliveries, long? Next);
