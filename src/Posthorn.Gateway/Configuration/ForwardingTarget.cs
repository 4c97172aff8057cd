using Posthorn.Delivery.Endpoints;

namespace Posthorn.Gateway.Configuration;

/// <summary>What a destination is. Closed.</summary>
internal abstract record ForwardingTarget
{
    private ForwardingTarget()
    {
    }

    /// <summary>In one line for people. No credentials.</summary>
    public abstract string Description { get; }

    /// <summary>A service that is posted to, signed as Standard Webhooks.</summary>
    /// <param name="Headers">Sent along. Values may be credentials.</param>
    internal sealed record Http(Uri Url, IReadOnlyList<EndpointSecret> Secrets, IReadOnlyList<KeyValuePair<string, string>> Headers) : ForwardingTarget
    {
        public override string Description => $"{Url.GetLeftPart(UriPartial.Authority)}/***";

        public override string ToString() => Description;
    }

    /// <summary>An exchange of a RabbitMQ broker.</summary>
    /// <param name="Broker">Scheme, host, port and virtual host; no credentials.</param>
    internal sealed record RabbitMq(Uri Broker, string? User, string? Password, string Exchange, string RoutingKey) : ForwardingTarget
    {
        public override string Description => $"{Broker.Scheme}://{Broker.Authority} exchange '{Exchange}'";

        public override string ToString() => Description;
    }
}
