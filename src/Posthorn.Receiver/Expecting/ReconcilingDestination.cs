using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Lanes;
using Posthorn.Delivery.Sending;

namespace Posthorn.Receiver.Expecting;

/// <summary>Expectations go to the reconciler, everything else to the handlers.</summary>
internal sealed class ReconcilingDestination(IDestination handlers, IDestination reconciler) : IDestination
{
    /// <param name="own">The engine's own parts.</param>
    /// <param name="application">Where the ledgers come from.</param>
    public static IDestination Over(IDestination handlers, IServiceProvider own, IServiceProvider application)
    {
        Ledger[] ledgers = [.. application.GetServices<Ledger>()];
        return ledgers.Length == 0
            ? handlers
            : new ReconcilingDestination(handlers, ActivatorUtilities.CreateInstance<Reconciler>(
                own, ledgers, application.GetRequiredService<IOptions<ExpectationOptions>>(), application.GetRequiredService<LedgerMetrics>()));
    }

    public ValueTask<AttemptOutcome> SendAsync(Endpoint endpoint, DueDelivery delivery, DateTimeOffset at, CancellationToken stop) =>
        (Ledger.IsLedger(endpoint.Settings.Url) ? reconciler : handlers).SendAsync(endpoint, delivery, at, stop);
}
