using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Storage;
using Posthorn.Server.Access;

namespace Posthorn.Server;

/// <summary>Stands in until the registries land: loads what is stored, and disables what the engine gives up on.</summary>
internal sealed class ServerState(IConfigurationStore store, PartnerRegistry partners, EndpointRegistry endpoints, KeyRing keys)
{
    public async Task LoadAsync()
    {
        _ = keys;
        partners.Load(await store.LoadAsync());
    }

    public async ValueTask DisableAsync(Endpoint endpoint, string reason) =>
        _ = await endpoints.SetStatusAsync(endpoint, EndpointStatus.Disabled, reason);
}
