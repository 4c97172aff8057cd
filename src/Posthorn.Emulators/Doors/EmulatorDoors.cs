using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Posthorn.Emulators.Running;
using Posthorn.Emulators.Watching;

namespace Posthorn.Emulators.Doors;

/// <summary>The listener that the partner's client reaches: the vendor's routes, and what the emulator tells of itself under <c>/emulator</c>.</summary>
internal static class EmulatorDoors
{
    /// <summary>A recording of an hour and more: as much as either vendor takes.</summary>
    private const long LongestBody = 128 * 1024 * 1024;

    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(2);

    /// <param name="reset">Forgets everything; false when that is being done already.</param>
    public static async Task<WebApplication> OpenAsync(
        IVendor vendor, Stage stage, ResetGate gate, Func<Task<bool>> reset, CancellationToken cancellationToken)
    {
        var app = Build(vendor, stage, gate, reset);
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

    private static WebApplication Build(IVendor vendor, Stage stage, ResetGate gate, Func<Task<bool>> reset)
    {
        // Nothing but what is named here: no configuration files, no environment, no default services.
        var builder = WebApplication.CreateEmptyBuilder(new() { ApplicationName = "Posthorn" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(Limit);
        builder.WebHost.UseUrls(stage.Options.Url);
        builder.WebHost.UseShutdownTimeout(Grace);
        builder.Services.AddRoutingCore();
        _ = builder.Services.AddSingleton(stage.Logs);

        var app = builder.Build();
        var visits = new Visits(vendor, stage, gate);
        app.Use(next => context => visits.ReceiveAsync(context, next));
        app.UseWebSockets(new() { KeepAliveInterval = TimeSpan.FromSeconds(30) });
        app.UseRouting();
        JournalRoutes.Map(app, vendor, stage, reset);
        vendor.Map(app, stage);
        return app;
    }

    private static void Limit(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = LongestBody;
        kestrel.Limits.MaxConcurrentConnections = 10_000;
    }
}
