using System.Net;
using System.Security.Cryptography.X509Certificates;
using Posthorn.Delivery.Sending;

namespace Posthorn.Cli.Calling;

/// <summary>
/// How the program calls a URL that its user has typed: by the guarded handler, so without redirects, proxies or cookies, but to any address but
/// that of a cloud's metadata. Who types it here could call it with any other tool.
/// </summary>
internal static class OwnEgress
{
    public static EgressOptions Options { get; } = new() { Allowed = [IPNetwork.Parse("0.0.0.0/0"), IPNetwork.Parse("::/0")] };

    /// <summary>The same, and authorities that are trusted beside the system's.</summary>
    public static EgressOptions Trusting(X509Certificate2Collection? authorities) => Options with { ExtraAuthorities = authorities };

    /// <summary>For a signed POST: one deadline, a capped answer, the outcome as data.</summary>
    /// <param name="clock">Tells the time.</param>
    /// <param name="keepsConnections">Whether a connection serves several requests. Small servers on a laptop may close one without saying so.</param>
    public static EndpointClient Client(TimeProvider clock, bool keepsConnections = true) => new(
        keepsConnections ? Options : Options with { ConnectionLifetime = TimeSpan.Zero }, new SystemNameResolver(), new SocketConnector(), clock);

    /// <summary>For any other request.</summary>
    public static HttpMessageInvoker Invoker(TimeProvider clock) =>
        GuardedHandler.CreateInvoker(Options, new SystemNameResolver(), new SocketConnector(), clock);
}
