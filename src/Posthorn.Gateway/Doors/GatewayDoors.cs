using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Posthorn.Gateway.Configuration;
using Posthorn.Receiver.Doors;
using Posthorn.Server;
using Posthorn.Server.Health;

namespace Posthorn.Gateway.Doors;

/// <summary>The listener that senders reach: a path for each source, and whether this gateway is well. Nothing of what operators may call is here.</summary>
internal static class GatewayDoors
{
    /// <param name="engine">The parts of the engine that is running.</param>
    public static async Task<WebApplication> OpenAsync(GatewaySettings settings, IServiceProvider engine, CancellationToken cancellationToken)
    {
        var app = Build(settings, engine);
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

    private static WebApplication Build(GatewaySettings settings, IServiceProvider engine)
    {
        // Nothing but what is named here: no configuration files, no environment, no default services.
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = "Posthorn" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => PosthornServer.Limit(kestrel, settings.Server));
        builder.WebHost.UseUrls(settings.Listen);
        builder.WebHost.UseShutdownTimeout(settings.Server.DrainGrace);
        builder.Services.AddRoutingCore();
        _ = builder.Services.AddSingleton(engine.GetRequiredService<ILoggerFactory>());

        var app = builder.Build();
        var (door, probe) = (engine.GetRequiredService<NotificationDoor>(), engine.GetRequiredService<HealthProbe>());
        foreach (var source in settings.Sources)
        {
            _ = app.MapPost(source.Path, context => door.ReceiveAsync(context, source.Name));
        }

        _ = app.MapGet("/health/live", static context => HealthRoutes.Live().ExecuteAsync(context));
        _ = app.MapGet("/health/ready", async context =>
        {
            var report = await HealthRoutes.ReadyAsync(probe, context.RequestAborted);
            await report.ExecuteAsync(context);
        });
        return app;
    }
}
