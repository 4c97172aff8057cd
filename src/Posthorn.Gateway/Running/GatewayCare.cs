using Microsoft.Extensions.Logging;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Storage;
using Posthorn.Gateway.Configuration;
using Posthorn.Hosting;
using Posthorn.Protocol.Profiles;
using Posthorn.Receiver.Sources;
using Posthorn.Server;

namespace Posthorn.Gateway.Running;

/// <summary>Makes the store as the configuration says: a partner for each source, an endpoint for each destination that takes from it.</summary>
internal sealed partial class GatewayCare(
    GatewaySettings settings,
    LiveSources sources,
    PartnerRegistry partners,
    EndpointRegistry endpoints,
    EndpointDirectory directory,
    ConfigurationWatch watch,
    ILogger<GatewayCare> logger) : IEngineCare
{
    /// <summary>Why a destination that the configuration has no more is disabled. What waits for it stays.</summary>
    public const string NotConfigured = "not_configured";

    public async Task PrepareAsync()
    {
        var mistakes = new List<string>();
        sources.Load(mistakes);
        if (mistakes.Count > 0)
        {
            throw new StartRefusedException("options_invalid", string.Join(Environment.NewLine, mistakes));
        }

        var wanted = new HashSet<long>();
        foreach (var source in settings.Sources)
        {
            var partner = await partners.EnsureAsync(directory, watch, Source.PartnerIdOf(source.Name), source.Name);
            foreach (var destination in settings.Destinations.Where(one => one.From.Contains(source.Name, StringComparer.Ordinal)))
            {
                var (endpoint, _) = await endpoints.EnsureHandlerAsync(partner, Profile.Verbatim, SettingsOf(destination));
                _ = wanted.Add(endpoint.Key);
            }
        }

        foreach (var endpoint in directory.Partners.SelectMany(partner => directory.Of(partner.Key)).Where(one => IsLeftOver(one, wanted)).ToList())
        {
            Log.Unwanted(logger, endpoint.Settings.Url, endpoint.Partner.Id);
            _ = await endpoints.DisableAsync(endpoint.Id, NotConfigured);
        }
    }

    public ValueTask GiveUpAsync(Endpoint endpoint, string reason)
    {
        // The configuration names it, so it stays: a service that is mended tomorrow must find what came today.
        Log.Failing(logger, endpoint.Settings.Url, endpoint.Partner.Id, reason);
        return default;
    }

    private static bool IsLeftOver(Endpoint endpoint, HashSet<long> wanted) =>
        endpoint.Status == EndpointStatus.Enabled && DestinationSettings.IsOurs(endpoint.Settings.Url) && !wanted.Contains(endpoint.Key);

    private static EndpointSettings SettingsOf(DestinationSettings destination) => new(
        destination.Url,
        Profile.Verbatim.Name,
        destination.Types,
        destination.Schedule,
        destination.Timeout,
        destination.MaxConcurrency,
        RatePerSecond: null,
        Headers: []);

    private static partial class Log
    {
        [LoggerMessage(EventIds.DestinationUnwanted, LogLevel.Warning,
            "The configuration has no {Destination} for {Source} any more. It gets nothing new; what waits for it stays until it is back or its schedule ends")]
        public static partial void Unwanted(ILogger logger, string destination, string source);

        [LoggerMessage(EventIds.DestinationFailing, LogLevel.Error,
            "{Destination} takes nothing from {Source} ({Reason}). It is tried again and again; what its schedule gives up is a dead letter")]
        public static partial void Failing(ILogger logger, string destination, string source, string reason);
    }
}
