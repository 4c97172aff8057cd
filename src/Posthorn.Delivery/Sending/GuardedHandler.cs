using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Text;

namespace Posthorn.Delivery.Sending;

/// <summary>The one place where anything that can make an outgoing HTTP call is made.</summary>
internal static class GuardedHandler
{
    /// <summary>For whoever calls a URL that somebody else chose. Follows no redirect, keeps no cookie, uses no proxy, reaches no private address.</summary>
    public static HttpMessageInvoker CreateInvoker(EgressOptions options, INameResolver resolver, IConnector connector, TimeProvider clock)
        => new(Create(options, resolver, connector, clock), disposeHandler: true);

    /// <summary>The same for whoever passes on a request of somebody else's: each character of a header value is the byte that it was read from (Latin-1).</summary>
    public static HttpMessageInvoker CreateVerbatimInvoker(EgressOptions options, INameResolver resolver, IConnector connector, TimeProvider clock)
    {
        var handler = Create(options, resolver, connector, clock);
        handler.RequestHeaderEncodingSelector = static (_, _) => Encoding.Latin1;
        return new(handler, disposeHandler: true);
    }

    internal static SocketsHttpHandler Create(EgressOptions options, INameResolver resolver, IConnector connector, TimeProvider clock)
        => new()
        {
            // A redirect would carry body and signature to whom it pleases.
            AllowAutoRedirect = false,

            // Behind a proxy the dialled address is the proxy's, and the check below would see nothing else.
            UseProxy = false,
            UseCookies = false,

            // A reply of some kilobytes must not become a quarter of a gigabyte.
            AutomaticDecompression = DecompressionMethods.None,

            // Our traces, and the baggage in them, are no partner's business.
            ActivityHeadersPropagator = null,
            ConnectTimeout = options.ConnectTimeout,
            PooledConnectionLifetime = options.ConnectionLifetime,
            PooledConnectionIdleTimeout = options.IdleTimeout,
            MaxConnectionsPerServer = options.MaxConnectionsPerEndpoint,
            EnableMultipleHttp2Connections = true,
            MaxResponseHeadersLength = 16,

            // Nothing is drained: an answer that is not read to its end costs the connection.
            MaxResponseDrainSize = 0,
            ResponseDrainTimeout = TimeSpan.Zero,
            ConnectCallback = new GuardedDialer(options, resolver, connector, clock).ConnectAsync,
            SslOptions = new SslClientAuthenticationOptions
            {
                EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
                AllowRenegotiation = false,
                CertificateChainPolicy = ServerCertificateCheck.Policy(),
                RemoteCertificateValidationCallback = new ServerCertificateCheck(options.ExtraAuthorities).Check,
            },
        };
}
