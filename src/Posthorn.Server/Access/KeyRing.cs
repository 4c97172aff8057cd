using System.Collections.Concurrent;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Partners;

namespace Posthorn.Server.Access;

/// <summary>Every key that opens something, by its hash. What is revoked is gone from here before the call that revokes it is answered.</summary>
/// <remarks>Safe for any number of threads.</remarks>
internal sealed class KeyRing
{
    private static readonly Visit OperatorVisit = new(ApiKeyScope.Operator, Own: null, Route: null);

    private readonly ConcurrentDictionary<KeyHash, ApiKey> _keys = new();
    private readonly EndpointDirectory _directory;
    private readonly KeyHash? _operator;

    public KeyRing(PartnerRegistry partners, EndpointDirectory directory, ServerOptions options)
    {
        _directory = directory;
        _operator = options.OperatorKey is { } text && KeyHash.TryOf(text, out var hash) ? hash : null;
        partners.KeyAdded += key => _keys[new(key.Hash.Span)] = key;
        partners.KeyRemoved += key => _keys.TryRemove(new(key.Hash.Span), out _);
    }

    /// <summary>What a key's text opens; null when that is nothing.</summary>
    public Visit? Find(ReadOnlySpan<char> text)
    {
        if (!KeyHash.TryOf(text, out var hash))
        {
            return null;
        }

        if (_operator == hash)
        {
            return OperatorVisit;
        }

        return _keys.TryGetValue(hash, out var key) ? VisitOf(key) : null;
    }

    // A key that is bound to a partner is never taken for the operator's, whatever its scope says.
    private Visit? VisitOf(ApiKey key) => (key.Scope, key.PartnerKey) switch
    {
        (ApiKeyScope.Operator, null) => OperatorVisit,
        (ApiKeyScope.Publisher or ApiKeyScope.Partner, { } partnerKey) when _directory.FindPartner(partnerKey) is { } partner => new(key.Scope, partner, partner),
        _ => null,
    };
}
