using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Posthorn.Bench;

/// <summary>Kestrel on 127.0.0.1 and nothing above it: no host, no middleware, no routing.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly KestrelServer _server;

    private LoopbackServer(KestrelServer server) => _server = server;

    public Uri Address => new(_server.Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First());

    /// <summary>Starts to listen.</summary>
    /// <param name="port">0 takes a free one.</param>
    /// <param name="inline">Whether requests run on the thread that read them. Only for handlers that never block.</param>
    /// <param name="handle">Answers one request.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    public static async Task<LoopbackServer> StartAsync(
        int port, bool inline, Func<IFeatureCollection, Task> handle, CancellationToken cancellationToken)
    {
        var options = new KestrelServerOptions { AddServerHeader = false, AllowSynchronousIO = false };
        options.Limits.MinRequestBodyDataRate = null;
        options.Limits.MinResponseDataRate = null;
        options.Listen(System.Net.IPAddress.Loopback, port, static listen => listen.Protocols = HttpProtocols.Http1);

        var transport = new SocketTransportFactory(
            Options.Create(new SocketTransportOptions { UnsafePreferInlineScheduling = inline }), NullLoggerFactory.Instance);
        var server = new KestrelServer(Options.Create(options), transport, NullLoggerFactory.Instance);
        await server.StartAsync(new Application(handle), cancellationToken);
        return new(server);
    }

    public void Dispose() => _server.Dispose();

    private sealed class Application(Func<IFeatureCollection, Task> handle) : IHttpApplication<IFeatureCollection>
    {
        public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

        public Task ProcessRequestAsync(IFeatureCollection context) => handle(context);

        public void DisposeContext(IFeatureCollection context, Exception? exception)
        {
            // Kestrel owns the features and uses them again.
        }
    }
}
