namespace Posthorn.Delivery.Intake;

/// <summary>One delivery that an accepted event made.</summary>
internal readonly record struct StoredDelivery(DeliveryId Id, EndpointId EndpointId);
