using Posthorn.Delivery.Endpoints;

namespace Posthorn.Delivery.Partners;

/// <summary>What came of asking for a new partner.</summary>
internal abstract record PartnerResult
{
    private PartnerResult()
    {
    }

    internal sealed record Created(Partner Partner) : PartnerResult;

    /// <summary>It cannot be as it was asked for.</summary>
    internal sealed record Refused(IReadOnlyList<InputProblem> Problems) : PartnerResult;

    /// <summary>There is a partner of that id.</summary>
    internal sealed record IdTaken : PartnerResult;
}
