using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Posthorn.Proof.Killing.Receiving;

/// <summary>Kestrel on 127.0.0.1, at a port that was free, and nothing above it.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly KestrelServer _server;

    private LoopbackServer(KestrelServer server) => _server = server;

    public string Address => _server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();

    public static async Task<LoopbackServer> StartAsync(Func<HttpContext, Task> handle, CancellationToken cancellationToken)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        options.Listen(IPAddress.Loopback, port: 0, static listen => listen.Protocols = HttpProtocols.Http1);
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        var server = new KestrelServer(Options.Create(options), transport, NullLoggerFactory.Instance);
        await server.StartAsync(new Application(handle), cancellationToken);
        return new(server);
    }

    public void Dispose() => _server.Dispose();

    private sealed class Application(Func<HttpContext, Task> handle) : IHttpApplication<HttpContext>
    {
        public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

        public Task ProcessRequestAsync(HttpContext context) => handle(context);

        public void DisposeContext(HttpContext context, Exception? exception)
        {
            // Kestrel owns the features and uses them again.
        }
    }
}
