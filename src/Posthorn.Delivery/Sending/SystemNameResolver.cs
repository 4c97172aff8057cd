using System.Net;

namespace Posthorn.Delivery.Sending;

internal sealed class SystemNameResolver : INameResolver
{
    // Nothing is kept: a connection lives a minute, so a lookup is rare, and no hostile TTL can hold an address here.
    public async ValueTask<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
        => await Dns.GetHostAddressesAsync(host, cancellationToken);
}
