namespace Posthorn.Protocol.Inquiries;

/// <summary>What may have been signed around the body.</summary>
internal sealed record TextCandidate(byte[] Before, byte[] After, IReadOnlyList<Cause> Causes);
