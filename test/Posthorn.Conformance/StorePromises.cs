using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Storage;

namespace Posthorn.Conformance;

/// <summary>A store with one node, one partner and one endpoint, and words for what promises are made of.</summary>
public abstract partial class StorePromises(StoreUnderTest store) : IAsyncLifetime
{
    private readonly Dictionary<long, EndpointRow> _rows = [];

    private protected StoreUnderTest Store => store;

    /// <summary>The node that works: the one that was opened last.</summary>
    private protected StoreNode Node { get; private set; } = null!;

    private protected Partner Partner { get; private set; } = null!;

    private protected Endpoint Endpoint { get; private set; } = null!;

    /// <summary>What the engine would call now.</summary>
    private protected DateTimeOffset Now { get; set; } = store.Noon;

    public async ValueTask InitializeAsync()
    {
        Node = await store.OpenNodeAsync();
        Partner = await AddPartner();
        Endpoint = await AddEndpoint();
        await PrepareAsync();
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return store.DisposeAsync();
    }

    /// <summary>What else a test begins with.</summary>
    private protected virtual Task PrepareAsync() => Task.CompletedTask;

    /// <summary>Cuts the node's power, waits until everybody takes it for dead, and opens another, which takes the lanes over.</summary>
    private protected async Task CrashAsync()
    {
        await Node.KillAsync();
        await store.EndLeaseAsync(Node);
        await TakeOverAsync();
    }

    /// <summary>Ends the node as one that was told to, and opens another.</summary>
    private protected async Task RestartAsync()
    {
        await Node.DisposeAsync();
        await TakeOverAsync();
    }

    private protected async Task<Partner> AddPartner(string id = "ptn_a")
    {
        var partner = new Partner(0, id, "A partner", SelfService: true, store.Noon);
        return partner with { Key = (await Node.Configuration.AddPartnerAsync(partner)).ShouldNotBeNull() };
    }

    /// <summary>Stores an endpoint and takes its lane.</summary>
    private protected async Task<Endpoint> AddEndpoint(Partner? partner = null)
    {
        var row = Rows.Endpoint(partner ?? Partner, await Node.Configuration.NextEndpointKeyAsync(), store.Noon);
        await Node.Configuration.AddEndpointAsync(row, Rows.Secret(row.Key, 1, store.Noon));
        _rows[row.Key] = row;
        await Hold(row.Key);
        return Rows.Open(row, partner ?? Partner);
    }

    private protected async Task SetStatus(Endpoint endpoint, EndpointStatus status)
    {
        _rows[endpoint.Key] = _rows[endpoint.Key] with { Status = status };
        await Node.Configuration.UpdateEndpointAsync(_rows[endpoint.Key], Now);
    }

    /// <summary>Takes lanes that are free, as the engine does before it claims.</summary>
    private protected async Task Hold(params IReadOnlyCollection<long> endpointKeys) =>
        (await Node.Leases.AcquireAsync(endpointKeys)).Lanes.Select(static lane => lane.EndpointKey).ShouldBe(endpointKeys, ignoreOrder: true);

    private async Task TakeOverAsync()
    {
        Node = await store.OpenNodeAsync();
        _ = await Node.Configuration.LoadAsync();
        await Hold(_rows.Keys);
    }
}
