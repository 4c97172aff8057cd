using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Posthorn.Receiver.Running;

/// <summary>Whether a notification that came now would be stored, and a handler called.</summary>
internal sealed class ReceiverHealth(ReceiverHost host, TimeProvider clock) : IHealthCheck
{
    public const string Name = "posthorn_receiver";

    private static readonly TimeSpan StorePatience = TimeSpan.FromSeconds(2);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (host.Engine is not { } engine)
        {
            return HealthCheckResult.Unhealthy("Not started, or stopping.");
        }

        using var patience = new CancellationTokenSource(StorePatience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var backlog = await engine.History.BacklogAsync(either.Token).AsTask().WaitAsync(either.Token);
            var data = new Dictionary<string, object>(StringComparer.Ordinal) { ["pending"] = backlog.Pending, ["dead"] = backlog.Dead };
            var ended = engine.Loops.Ended.ToList();
            return engine.Leases.Term == 0 ? HealthCheckResult.Unhealthy("This process cannot be sure that its queues are still its own.", data: data)
                : !engine.Deliveries.IsHealthy || ended.Count > 0 ? HealthCheckResult.Unhealthy("What looks after the queues fails.", data: data)
                : HealthCheckResult.Healthy(data: data);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy(exception is OperationCanceledException ? "The store does not answer." : "The store cannot be read.");
        }
    }
}
