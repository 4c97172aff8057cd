namespace Posthorn.Delivery.Lanes;

/// <summary>A place in an endpoint's row of due deliveries. The default lies before the first.</summary>
/// <param name="DueAt">The moment, in the unit of the store that made it.</param>
internal readonly record struct DuePlace(long DueAt, long EventSequence);
