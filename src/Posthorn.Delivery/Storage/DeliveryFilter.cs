using Posthorn.Delivery.Recording;

namespace Posthorn.Delivery.Storage;

/// <summary>Which of a partner's deliveries to list.</summary>
/// <param name="BeforeSequence">Where the page before ended; null for the newest.</param>
internal sealed record DeliveryFilter(long PartnerKey, long? EndpointKey, DeliveryState? State, long? BeforeSequence, int Limit);
