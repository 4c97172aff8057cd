using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Posthorn.Relay.Running;
using Posthorn.Relay.Streaming;

namespace Posthorn.Relay.Doors;

/// <summary>The one listener of a relay: vendors post to <c>/in/{source}</c>, listeners read below <c>/v1</c>.</summary>
internal static class RelayDoors
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    public static async Task<WebApplication> OpenAsync(RelayParts parts, CancellationToken cancellationToken)
    {
        var app = Build(parts);
        try
        {
            await app.StartAsync(cancellationToken);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    private static WebApplication Build(RelayParts parts)
    {
        // Nothing but what is named here: no configuration files, no environment, no default services.
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = "Posthorn" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Limit(kestrel, parts.Options));
        builder.WebHost.UseUrls([.. parts.Options.Urls]);
        builder.WebHost.UseShutdownTimeout(Grace);
        builder.Services.AddRoutingCore();
        _ = builder.Services.AddSingleton(parts.Logs);

        var app = builder.Build();
        var visits = new Visits(parts.Logs);
        app.Use(next => context => visits.ReceiveAsync(context, next));
        app.UseWebSockets(new() { KeepAliveInterval = parts.Options.KeepAlive, KeepAliveTimeout = parts.Options.KeepAlive });
        app.UseRouting();

        var door = new VendorDoor(parts);
        _ = app.MapMethods("/in/{source}/{**rest}", [HttpMethods.Post, HttpMethods.Put], door.ReceiveAsync);
        var stream = new ListenRoute(parts);
        _ = app.MapGet("/v1/listen", stream.ReceiveAsync);
        var arrivals = new ArrivalRoutes(parts);
        _ = app.MapGet("/v1/arrivals", arrivals.ListAsync);
        _ = app.MapGet("/v1/arrivals/{id}", arrivals.ReadAsync);
        var health = new HealthRoutes(parts);
        _ = app.MapGet("/health/live", HealthRoutes.LiveAsync);
        _ = app.MapGet("/health/ready", health.ReadyAsync);
        return app;
    }

    private static void Limit(KestrelServerOptions kestrel, RelayOptions options)
    {
        kestrel.AddServerHeader = false;
        kestrel.AllowSynchronousIO = false;

        // A character is a byte: whatever a vendor writes into a header is kept, and goes on as it was.
        kestrel.RequestHeaderEncodingSelector = static _ => Encoding.Latin1;
        kestrel.Limits.MaxConcurrentConnections = 10_000;
        kestrel.Limits.MaxConcurrentUpgradedConnections = 1_000;
        kestrel.Limits.MaxRequestBodySize = options.BodyLimit;
        kestrel.Limits.MaxRequestHeaderCount = 100;
        kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
        kestrel.Limits.MaxRequestLineSize = 8 * 1024;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(90);
        kestrel.Limits.MinRequestBodyDataRate = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
    }
}
