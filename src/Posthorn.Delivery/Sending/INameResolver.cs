using System.Net;

namespace Posthorn.Delivery.Sending;

/// <summary>Names become addresses here and nowhere else, so that a test or a simulation can answer.</summary>
internal interface INameResolver
{
    /// <exception cref="System.Net.Sockets.SocketException">The name has no address, or the lookup failed.</exception>
    ValueTask<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken);
}
