namespace Posthorn.Relay.Wire;

/// <summary>A request that a relay has taken, at its place among those of its source.</summary>
/// <param name="Sequence">From 1, without a gap, in the order in which they became durable.</param>
internal sealed record Arrival(
    ArrivalId Id, long Sequence, string Source, DateTimeOffset ReceivedAt, ReadOnlyMemory<byte> BodySha256, CapturedRequest Request)
{
    /// <summary>Never the content.</summary>
    public override string ToString() => $"{Id} at {Sequence}";
}
