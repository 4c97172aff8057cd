using Microsoft.Extensions.Hosting;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Partners;
using Posthorn.Hosting;
using Posthorn.Server.Sessions;

namespace Posthorn.Server;

/// <summary>Starts the engine before the first request can come, and stops it after the last one went.</summary>
internal sealed class EngineHost(
    EngineRun run,
    PartnerRegistry partners,
    EndpointDirectory directory,
    IEngineCare care,
    BackgroundLoops loops,
    SessionTimers timers,
    ServerOptions options) : IHostedService
{
    /// <summary>The operator's key that this start made, because there was none; to be shown once. Null when there was one.</summary>
    public string? NewOperatorKey { get; private set; }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await run.LoadAsync();
        await EnsureOperatorKeyAsync();
        await care.PrepareAsync();
        await run.StartAsync(care.GiveUpAsync);
        loops.Add("session timers", timers.RunAsync);
    }

    public Task StopAsync(CancellationToken cancellationToken) => run.StopAsync(options.DrainGrace);

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
