using Posthorn.Api.Health;
using Posthorn.Delivery;
using Posthorn.Delivery.Storage;
using Posthorn.Hosting;

namespace Posthorn.Server.Health;

/// <summary>Looks at what a server needs for its work.</summary>
internal sealed class HealthProbe(
    IHistory history, ILaneLeases leases, DeliveryEngine engine, BackgroundLoops loops, EngineRun run, TimeProvider clock)
{
    public const string Ok = "ok";
    private const string Unavailable = "unavailable";

    private static readonly TimeSpan StorePatience = TimeSpan.FromSeconds(2);

    public async Task<HealthReport> CheckAsync(CancellationToken cancellationToken)
    {
        var ended = string.Join(", ", loops.Ended);
        var checks = new Dictionary<string, string>
        {
            ["store"] = await StoreAsync(cancellationToken),
            ["lease"] = leases.Term != 0 ? Ok : "this node cannot be sure that its lanes are still its own",
            ["engine"] = !run.IsRunning ? "not started, or stopping" : engine.IsHealthy ? Ok : "its upkeep fails",
            ["loops"] = ended.Length == 0 ? Ok : "ended: " + ended,
        };

        return new() { Status = checks.Values.All(static one => one == Ok) ? Ok : Unavailable, Checks = checks };
    }

    private async Task<string> StoreAsync(CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(StorePatience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            _ = await history.FindEventAsync(EventId.New(clock.GetUtcNow()), either.Token).AsTask().WaitAsync(either.Token);
            return Ok;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return exception is OperationCanceledException ? "does not answer" : "cannot be read";
        }
    }
}
