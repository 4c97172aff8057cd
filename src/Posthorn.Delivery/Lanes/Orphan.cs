namespace Posthorn.Delivery.Lanes;

/// <summary>A claim whose process died: its attempt may or may not have reached the endpoint.</summary>
/// <param name="Crashes">How many of its attempts ended so before.</param>
internal sealed record Orphan(DueDelivery Delivery, int Crashes);
