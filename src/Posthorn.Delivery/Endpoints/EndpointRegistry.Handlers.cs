using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Scheduling;
using Posthorn.Protocol.Profiles;

namespace Posthorn.Delivery.Endpoints;

/// <summary>Endpoints that are code in this process: rows like the others, so that lanes, schedules and replays are theirs too.</summary>
internal sealed partial class EndpointRegistry
{
    /// <summary>Sees to it that a partner has the endpoint, as it should be and enabled. Any number of nodes may ask at once.</summary>
    /// <param name="settings">Its URL names it among the partner's endpoints. Checked by whoever asks, its schedule too.</param>
    /// <returns>Whether it was made by this call.</returns>
    public ValueTask<(Endpoint Endpoint, bool Made)> EnsureHandlerAsync(Partner partner, Profile profile, EndpointSettings settings) =>
        _watch.ChangeAsync(() => EnsureAsync(partner, profile, settings));

    private async ValueTask<(Endpoint Endpoint, bool Made)> EnsureAsync(Partner partner, Profile profile, EndpointSettings settings)
    {
        if (!RetrySchedule.TryParse(settings.Schedule, out var schedule, out var problem))
        {
            throw new ArgumentException(problem, nameof(settings));
        }

        var check = new EndpointRegistryCheck(_options);
        var result = _directory.Of(partner.Key).FirstOrDefault(one => one.Settings.Url == settings.Url) switch
        {
            null when check.ReadSecret(given: null, profile) is { } made =>
                await AddAsync(partner, profile, (settings, new(settings.Url), schedule), made, allowSecondSuki: true),
            { } same when IsAs(same, settings) => new EndpointRegistryResult.Changed(same),
            { } other => await StoreAsync(
                other with { Settings = settings, Schedule = schedule, Status = EndpointStatus.Enabled, DisabledReason = null }, _sealedHeaders[other.Key]),
            _ => throw new InvalidOperationException("A generated secret was refused."),
        };

        return result switch
        {
            EndpointRegistryResult.WithSecret added => (added.Endpoint, true),
            EndpointRegistryResult.Changed changed => (changed.Endpoint, false),
            EndpointRegistryResult.Conflict conflict => throw new InvalidOperationException(conflict.Message),
            _ => throw new InvalidOperationException("The endpoint could not be made."),
        };
    }

    private static bool IsAs(Endpoint endpoint, EndpointSettings settings) =>
        endpoint.Status == EndpointStatus.Enabled
        && endpoint.Settings with { EventTypes = settings.EventTypes, Headers = settings.Headers } == settings
        && (endpoint.Settings.EventTypes ?? []).SequenceEqual(settings.EventTypes ?? [])
        && endpoint.Settings.EventTypes is null == settings.EventTypes is null;
}
