namespace Posthorn.Api.Partners;

/// <summary>Asks for a new key.</summary>
public sealed record CreateKey
{
    /// <summary>Gets what the key may do.</summary>
    public required KeyScope Scope { get; init; }
}
