using Posthorn.Protocol.Signing;

namespace Posthorn.Protocol.Inquiries;

/// <summary>A key that may have signed.</summary>
/// <param name="Secret">Of which secret, from 0.</param>
internal sealed record KeyCandidate(SigningKey Key, int Secret, IReadOnlyList<Cause> Causes);
