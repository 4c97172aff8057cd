using Posthorn.Delivery;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Pulling;
using Posthorn.Delivery.Replay;
using Posthorn.Delivery.Retention;
using Posthorn.Delivery.Storage;

namespace Posthorn.Hosting;

/// <summary>An engine from its start to its end: the configuration first, then what lanes do, then what looks after them.</summary>
internal sealed class EngineRun(
    IConfigurationStore store,
    PartnerRegistry partners,
    EndpointRegistry endpoints,
    ConfigurationWatch configuration,
    ILaneLeases leases,
    DeliveryEngine engine,
    FeedWatch feeds,
    ReplayRunner replays,
    RetentionSweeper retention,
    BackgroundLoops loops)
{
    public bool IsRunning { get; private set; }

    /// <summary>Takes over what is stored. Before anything else.</summary>
    public async Task LoadAsync()
    {
        var rows = await store.LoadAsync();
        partners.Load(rows);
        _ = endpoints.Load(rows);
    }

    /// <param name="disable">Disables an endpoint for good reason.</param>
    public async Task StartAsync(Func<Endpoint, string, ValueTask> disable)
    {
        await engine.StartAsync(disable);
        if (!leases.IsSole)
        {
            loops.Add("configuration", configuration.RunAsync);
            loops.Add("feeds", feeds.RunAsync);
        }

        loops.Add("replays", replays.RunAsync);
        loops.Add("retention", retention.RunAsync);
        IsRunning = true;
    }

    /// <param name="grace">How long attempts in flight may take to end.</param>
    public async Task StopAsync(TimeSpan grace)
    {
        IsRunning = false;
        await loops.StopAsync();
        _ = await engine.DrainAsync(grace);
    }
}
