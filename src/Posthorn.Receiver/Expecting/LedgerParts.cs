using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Posthorn.Receiver.Expecting;

/// <summary>What the ledgers of an application are made of.</summary>
internal static class LedgerParts
{
    /// <summary>Adds the ledger of one source.</summary>
    public static void AddLedger(this IServiceCollection services, string source, Func<IServiceProvider, string, IVendorInquiry> vendor)
    {
        if (services.Any(one => one.ServiceType == typeof(Ledger) && one.IsKeyedService && one.ServiceKey is string former && former == source))
        {
            throw new ArgumentException($"The source '{source}' has a client already.", nameof(source));
        }

        _ = services
            .AddKeyedSingleton(source, (provider, _) => new Ledger(source, vendor(provider, source)))
            .AddSingleton(provider => provider.GetRequiredKeyedService<Ledger>(source));
        services.TryAddSingleton<LedgerMetrics>();
        if (services.Any(static one => one.ServiceType == typeof(ISessionLedger)))
        {
            return;
        }

        _ = services.AddSingleton<ISessionLedger, SessionLedger>().AddSingleton<IValidateOptions<ExpectationOptions>, ExpectationCheck>();
        _ = services.AddOptions<ExpectationOptions>().ValidateOnStart();
        services.TryAddSingleton<LedgerHealth>();
        _ = services.AddHealthChecks().AddCheck<LedgerHealth>(LedgerHealth.Name);
    }
}
