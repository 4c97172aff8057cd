namespace Posthorn.Protocol.Inquiries;

/// <summary>A signature that came, computed anew: what it is the signature of is proven by that.</summary>
/// <param name="Secret">Of which secret the key is, from 0.</param>
/// <param name="Causes">All that is other than the scheme has it.</param>
internal sealed record Match(int Secret, IReadOnlyList<Cause> Causes)
{
    /// <summary>What its first cause is about: secret, text, timestamp, body, header, digest.</summary>
    public string Kind => Causes is [var first, ..] ? first.Code.Split('_')[0] : "";
}
