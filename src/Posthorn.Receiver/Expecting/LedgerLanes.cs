using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Partners;
using Posthorn.Protocol.Profiles;
using Posthorn.Receiver.Sources;

namespace Posthorn.Receiver.Expecting;

/// <summary>The partner and the endpoint that each ledger is in the engine.</summary>
internal sealed class LedgerLanes(IReadOnlyCollection<Ledger> ledgers, ExpectationOptions options, LiveSources sources, EndpointRegistry endpoints)
{
    private const int AtOnce = 4;

    /// <param name="own">The engine's own parts.</param>
    /// <param name="application">Where the ledgers come from.</param>
    public static LedgerLanes Of(IServiceProvider own, IServiceProvider application) => new(
        [.. application.GetServices<Ledger>()],
        application.GetRequiredService<IOptions<ExpectationOptions>>().Value,
        own.GetRequiredService<LiveSources>(),
        own.GetRequiredService<EndpointRegistry>());

    /// <summary>Sees to it that they are there. Any number of processes may ask at once.</summary>
    /// <param name="ensurePartner">Finds or makes a partner, by id and name.</param>
    /// <exception cref="OptionsValidationException">A client is that of a source that is not there, or that speaks another format.</exception>
    public async Task EnsureAsync(Func<string, string, Task<Partner>> ensurePartner)
    {
        var mistakes = ledgers
            .Where(ledger => sources.Find(ledger.Source)?.Profile.Name != ledger.Vendor.Profile.Name)
            .Select(static ledger => $"Client of '{ledger.Source}': there is no source of that name whose profile is {ledger.Vendor.Profile.Name}.").ToList();
        if (mistakes.Count > 0)
        {
            throw new OptionsValidationException("posthorn_receiver", typeof(ReceiverOptions), mistakes);
        }

        foreach (var ledger in ledgers)
        {
            var partner = await ensurePartner(ledger.PartnerId, ledger.Source);
            _ = await endpoints.EnsureHandlerAsync(partner, Profile.Verbatim, SettingsOf(ledger));
        }
    }

    private EndpointSettings SettingsOf(Ledger ledger) => new(
        ledger.Url,
        Profile.Verbatim.Name,
        [Ledger.ExpectedType],
        options.Schedule,
        TimeSpan.FromMinutes(1),
        AtOnce,
        options.AskAtMostPerSecond,
        Headers: []);
}
