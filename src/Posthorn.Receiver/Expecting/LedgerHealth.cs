using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace Posthorn.Receiver.Expecting;

/// <summary>Whether notifications come as they are expected. What is overdue for long is a vendor's trouble, or that of the way from it to here.</summary>
internal sealed class LedgerHealth(
    ISessionLedger ledger, IEnumerable<Ledger> ledgers, IOptions<ExpectationOptions> options, TimeProvider clock) : IHealthCheck
{
    public const string Name = "posthorn_ledger";

    /// <summary>More than that is not counted.</summary>
    private const int Most = 1_000;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    private (DateTimeOffset At, HealthCheckResult Result)? _last;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow();
        if (_last is { } last && now - last.At < Fresh && now >= last.At)
        {
            return last.Result;
        }

        try
        {
            var overdue = 0;
            var data = new Dictionary<string, object>(StringComparer.Ordinal);
            foreach (var source in ledgers.Select(static one => one.Source))
            {
                var late = (await ledger.ListOverdueAsync(source, Most, cancellationToken)).Count(one => one.By + options.Value.Grace < now);
                data["overdue_" + source] = late;
                overdue += late;
            }

            var result = overdue == 0
                ? HealthCheckResult.Healthy(data: data)
                : HealthCheckResult.Degraded($"{overdue} notifications that were expected have not come.", data: data);
            _last = (now, result);
            return result;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy(exception is LedgerUnavailableException ? exception.Message : "The store cannot be read.");
        }
    }
}
