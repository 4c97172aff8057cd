namespace Posthorn.Api.Partners;

/// <summary>A partner.</summary>
public sealed record PartnerInfo
{
    /// <summary>Gets its id, <c>ptn_…</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Gets what people call it.</summary>
    public required string Name { get; init; }

    /// <summary>Gets a value indicating whether its own keys may change its endpoints.</summary>
    public required bool SelfService { get; init; }

    /// <summary>Gets when it was made.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
