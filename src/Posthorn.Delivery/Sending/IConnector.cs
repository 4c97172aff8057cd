using System.Net;

namespace Posthorn.Delivery.Sending;

/// <summary>Opens a connection to an address that has been checked. Outside the process, so a test can stand in.</summary>
internal interface IConnector
{
    /// <exception cref="System.Net.Sockets.SocketException">The connection was not made.</exception>
    ValueTask<Stream> ConnectAsync(IPEndPoint address, CancellationToken cancellationToken);
}
