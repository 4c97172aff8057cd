namespace Posthorn.Protocol.Signing;

/// <summary>Stands in until the protocol lands.</summary>
public sealed class SigningKey
{
    /// <summary>Never the key.</summary>
    public override string ToString() => "***";
}
