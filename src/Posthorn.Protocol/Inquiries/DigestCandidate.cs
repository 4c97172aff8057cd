namespace Posthorn.Protocol.Inquiries;

/// <summary>Thirty-two bytes that may be the signature, however they were written.</summary>
internal sealed record DigestCandidate(byte[] Mac, Cause? Cause);
