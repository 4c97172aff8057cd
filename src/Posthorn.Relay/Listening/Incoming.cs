using Posthorn.Relay.Wire;

namespace Posthorn.Relay.Listening;

/// <summary>What the relay has sent: an arrival, or word of some that are gone.</summary>
internal readonly record struct Incoming(long Sequence, Arrival? Arrival, long GoneCount, string GoneReason);
