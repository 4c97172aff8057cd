using Posthorn.Relay.Wire;

namespace Posthorn.Relay.Keeping;

/// <summary>A place of the log and what lies there.</summary>
/// <param name="Arrival">Null where it cannot be opened any more.</param>
internal readonly record struct StoredArrival(long Sequence, Arrival? Arrival);
