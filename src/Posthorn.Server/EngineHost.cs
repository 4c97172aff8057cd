using Microsoft.Extensions.Hosting;
using Posthorn.Delivery;
using Posthorn.Delivery.Replay;
using Posthorn.Delivery.Retention;
using Posthorn.Server.Health;

namespace Posthorn.Server;

/// <summary>Starts the engine before the first request can come, and stops it after the last one went.</summary>
internal sealed class EngineHost(
    ServerState state, DeliveryEngine engine, ReplayRunner replays, RetentionSweeper retention, BackgroundLoops loops, ServerOptions options) : IHostedService
{
    public bool IsRunning { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await state.LoadAsync();
        await engine.StartAsync(state.DisableAsync);
        loops.Add("replays", replays.RunAsync);
        loops.Add("retention", retention.RunAsync);
        IsRunning = true;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        IsRunning = false;
        await loops.StopAsync();
        _ = await engine.DrainAsync(options.DrainGrace);
    }
}
