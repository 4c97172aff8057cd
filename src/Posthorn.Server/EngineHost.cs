using Microsoft.Extensions.Hosting;
using Posthorn.Delivery;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Replay;
using Posthorn.Delivery.Retention;
using Posthorn.Delivery.Storage;
using Posthorn.Server.Health;

namespace Posthorn.Server;

/// <summary>Starts the engine before the first request can come, and stops it after the last one went.</summary>
internal sealed class EngineHost(
    IConfigurationStore store,
    PartnerRegistry partners,
    EndpointRegistry endpoints,
    EndpointDirectory directory,
    ConfigurationWatch configuration,
    ILaneLeases leases,
    DeliveryEngine engine,
    ReplayRunner replays,
    RetentionSweeper retention,
    BackgroundLoops loops,
    ServerOptions options) : IHostedService
{
    public bool IsRunning { get; private set; }

    /// <summary>The operator's key that this start made, because there was none; to be shown once. Null when there was one.</summary>
    public string? NewOperatorKey { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var rows = await store.LoadAsync();
        partners.Load(rows);
        _ = endpoints.Load(rows);
        await EnsureOperatorKeyAsync();

        await engine.StartAsync(async (endpoint, reason) => _ = await endpoints.DisableAsync(endpoint.Id, reason));
        if (!leases.IsSole)
        {
            loops.Add("configuration", configuration.RunAsync);
        }

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

    private async Task EnsureOperatorKeyAsync()
    {
        if (options.OperatorKey is { } given)
        {
            partners.SetOperatorKey(given);
            return;
        }

        var operators = directory.FindPartner(Partner.OperatorId) ?? throw new InvalidOperationException("Every store has the operator's partner.");
        if (!partners.KeysOf(operators).Any(static key => key.Scope == ApiKeyScope.Operator))
        {
            NewOperatorKey = (await partners.CreateKeyAsync(operators, ApiKeyScope.Operator)).Text;
        }
    }
}
