namespace Posthorn.Relay.Keeping;

/// <summary>A source that this start was given, with what the store knows of it.</summary>
/// <param name="TokenHash">The SHA-256 of the token that listeners bring.</param>
internal sealed record KnownSource(long Key, string Name, ReadOnlyMemory<byte> TokenHash);
