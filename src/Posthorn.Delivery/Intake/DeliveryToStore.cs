using Posthorn.Delivery.Endpoints;

namespace Posthorn.Delivery.Intake;

/// <summary>A delivery that is stored with its event.</summary>
/// <param name="BodyHash">Of the rendered body, checked again before each later attempt.</param>
/// <param name="Claimed">Whether a lane has reserved room: then it is stored with its first attempt already counted.</param>
/// <param name="DueAt">When its first attempt comes due, in whole milliseconds; null for at once. What is due later is not claimed.</param>
internal readonly record struct DeliveryToStore(DeliveryId Id, Endpoint Endpoint, long BodyHash, bool Claimed, DateTimeOffset? DueAt = null);
