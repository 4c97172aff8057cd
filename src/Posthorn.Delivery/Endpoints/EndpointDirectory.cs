using System.Collections.Concurrent;
using Posthorn.Delivery.Partners;

namespace Posthorn.Delivery.Endpoints;

/// <summary>Partners and endpoints in memory, as the last commit left them. Read by every publish, without a lock.</summary>
/// <remarks>Safe for any number of threads. Writers are the registries, which put a thing here once it is stored.</remarks>
internal sealed class EndpointDirectory
{
    private readonly ConcurrentDictionary<string, Partner> _partnersById = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<long, Partner> _partners = new();
    private readonly ConcurrentDictionary<long, Endpoint> _endpoints = new();
    private readonly ConcurrentDictionary<EndpointId, long> _keys = new();
    private readonly ConcurrentDictionary<long, Endpoint[]> _ofPartner = new();
    private readonly Lock _writing = new();

    /// <summary>Raised after an endpoint was put, with its new form.</summary>
    public event Action<Endpoint>? Changed;

    public IEnumerable<Partner> Partners => _partners.Values;

    public Partner? FindPartner(string id) => _partnersById.GetValueOrDefault(id);

    public Partner? FindPartner(long key) => _partners.GetValueOrDefault(key);

    /// <summary>An endpoint by the store's key; deleted ones too, for their deliveries still name them.</summary>
    public Endpoint? Find(long key) => _endpoints.GetValueOrDefault(key);

    public Endpoint? Find(EndpointId id) => _keys.TryGetValue(id, out var key) ? Find(key) : null;

    /// <summary>A partner's endpoints that are not deleted, oldest first.</summary>
    public IReadOnlyList<Endpoint> Of(long partnerKey) => _ofPartner.GetValueOrDefault(partnerKey, []);

    public void Put(Partner partner)
    {
        _partners[partner.Key] = partner;
        _partnersById[partner.Id] = partner;
    }

    public void Put(Endpoint endpoint)
    {
        lock (_writing)
        {
            _endpoints[endpoint.Key] = endpoint;
            _keys[endpoint.Id] = endpoint.Key;
            _ofPartner[endpoint.Partner.Key] =
            [
                .. Of(endpoint.Partner.Key).Where(other => other.Key != endpoint.Key).Append(endpoint)
                    .Where(static one => one.Status != EndpointStatus.Deleted).OrderBy(static one => one.Key),
            ];
        }

        Changed?.Invoke(endpoint);
    }
}
