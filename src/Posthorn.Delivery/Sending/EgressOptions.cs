using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Posthorn.Delivery.Sending;

/// <summary>What outgoing calls may reach, whom they trust, and how long and how much they may take.</summary>
internal sealed record EgressOptions
{
    /// <summary>Ranges the operator opened: private addresses, plain http and any port are reachable inside them. Metadata addresses never are.</summary>
    public IReadOnlyList<IPNetwork> Allowed { get; init; } = [];

    /// <summary>Certificate authorities trusted beside the system's (<c>--egress-ca</c>).</summary>
    public X509Certificate2Collection? ExtraAuthorities { get; init; }

    /// <summary>Where this process listens itself. Wildcard addresses are written out by <see cref="ListenerAddresses"/>.</summary>
    public IReadOnlyList<IPEndPoint> OwnListeners { get; init; } = [];

    /// <summary>Name lookup, connect and TLS handshake together; the attempt's own deadline holds as well.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A connection is checked when it is opened, so its age bounds how long a withdrawn permission lasts.</summary>
    public TimeSpan ConnectionLifetime { get; init; } = TimeSpan.FromSeconds(60);

    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Connections to one scheme, host and port. Requests beyond wait, and their deadline runs.</summary>
    public int MaxConnectionsPerEndpoint { get; init; } = 256;

    /// <summary>What is kept of an answer's body; the connection of a longer answer is dropped.</summary>
    public int MaxAnswerBytes { get; init; } = 16 * 1024;
}
