namespace Posthorn.Protocol.Inquiries;

/// <summary>Bytes that may have been signed as the body.</summary>
internal sealed record BodyCandidate(ReadOnlyMemory<byte> Bytes, IReadOnlyList<Cause> Causes);
