using System.Collections.Frozen;
using System.Security.Cryptography.X509Certificates;
using Posthorn.Delivery.Sending;
using Posthorn.Gateway.Configuration;

namespace Posthorn.Gateway.Forwarding;

/// <summary>The destinations of the configuration, by the name that the store knows them by.</summary>
internal sealed class ForwardingCatalog : IAsyncDisposable
{
    private readonly FrozenDictionary<string, IForwarding> _all;

    public ForwardingCatalog(GatewaySettings settings, IEndpointClient client, TimeProvider clock)
    {
        var authorities = settings.Server.EgressCa is { } file && EgressAuthorities.TryLoad(file, out var loaded, out _) ? loaded : null;
        _all = settings.Destinations.ToFrozenDictionary(static one => one.Url, one => Make(one, client, clock, authorities), StringComparer.Ordinal);
    }

    public IForwarding? Find(string url) => _all.GetValueOrDefault(url);

    public async ValueTask DisposeAsync()
    {
        foreach (var one in _all.Values)
        {
            await one.DisposeAsync();
        }
    }

    private static IForwarding Make(
        DestinationSettings destination, IEndpointClient client, TimeProvider clock, X509Certificate2Collection? authorities) => destination.Target switch
        {
            ForwardingTarget.Http http => new HttpForwarding(http, client),
            ForwardingTarget.RabbitMq rabbit => new RabbitMqForwarding(rabbit, new(destination.Name, rabbit, authorities), clock),
            _ => throw new ArgumentOutOfRangeException(nameof(destination)),
        };
}
