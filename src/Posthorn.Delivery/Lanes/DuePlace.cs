namespace Posthorn.Delivery.Lanes;

/// <summary>A place in an endpoint's row of due deliveries. The default lies before the first.</summary>
/// <param name="DueAt">In milliseconds since 1970.</param>
internal readonly record struct DuePlace(long DueAt, long EventSequence);
