using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Partners;

namespace Posthorn.Server.Access;

/// <summary>A bearer's text → what it opens.</summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed class KeyRing(PartnerRegistry partners, EndpointDirectory directory)
{
    private static readonly Visit OperatorVisit = new(ApiKeyScope.Operator, Own: null, Route: null);

    /// <summary>What a key's text opens; null when that is nothing.</summary>
    public Visit? Find(ReadOnlySpan<char> text) => partners.Authenticate(text) is { } key ? VisitOf(key) : null;

    // A key that is bound to a partner is never taken for the operator's, whatever its scope says.
    private Visit? VisitOf(ApiKey key) => (key.Scope, key.PartnerKey) switch
    {
        (ApiKeyScope.Operator, null) => OperatorVisit,
        (ApiKeyScope.Publisher or ApiKeyScope.Partner, { } partnerKey) when directory.FindPartner(partnerKey) is { } partner => new(key.Scope, partner, partner),
        _ => null,
    };
}
