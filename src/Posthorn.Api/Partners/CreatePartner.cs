namespace Posthorn.Api.Partners;

/// <summary>Asks for a new partner: whoever is notified.</summary>
public sealed record CreatePartner
{
    /// <summary>Gets what people call it. 1 to 200 characters.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the id it shall have, so that a script may be run again. 1 to 64 of letters, digits, <c>_</c> and <c>-</c>.</summary>
    /// <value>The default is null: the server makes one.</value>
    public string? Id { get; init; }

    /// <summary>Gets a value indicating whether the partner's own keys may change its endpoints.</summary>
    /// <value>The default is false: only the operator may.</value>
    public bool SelfService { get; init; }
}
