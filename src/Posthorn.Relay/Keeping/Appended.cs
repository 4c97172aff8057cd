namespace Posthorn.Relay.Keeping;

/// <summary>What became durable with an arrival: its place, and what had to go for it.</summary>
internal readonly record struct Appended(long Sequence, IReadOnlyList<Removal> Removed);
