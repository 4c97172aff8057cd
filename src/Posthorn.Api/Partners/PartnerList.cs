namespace Posthorn.Api.Partners;

/// <summary>All partners.</summary>
public sealed record PartnerList
{
    /// <summary>Gets the partners, oldest first.</summary>
    public required IReadOnlyList<PartnerInfo> Partners { get; init; }
}
