using System.Security.Cryptography;
using System.Text;
using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Scheduling;
using Posthorn.Delivery.Storage;
using Posthorn.Protocol.Profiles;

namespace Posthorn.Delivery.Endpoints;

/// <summary>Stands in until the registries land.</summary>
internal sealed class EndpointRegistry(IConfigurationStore store, EndpointDirectory directory, TimeProvider clock)
{
    public async ValueTask<(Endpoint? Endpoint, string Secret, IReadOnlyList<InputProblem> Problems)> AddAsync(Partner partner, EndpointSettings settings, string? secret)
    {
        var problems = new List<InputProblem>();
        if (!Profile.TryGet(settings.Profile, out var profile))
        {
            return (null, string.Empty, [new("/profile", "invalid_profile", "Unknown.")]);
        }

        if (!RetrySchedule.TryParse(settings.Schedule, out var schedule, out var wrong))
        {
            return (null, string.Empty, [new("/schedule", "invalid_schedule", wrong)]);
        }

        secret ??= profile.Scheme.GenerateSecret(RandomNumberGenerator.GetBytes);
        if (!profile.Scheme.TryCreateKey(secret, out var key, out var bad))
        {
            return (null, string.Empty, [new("/secret", "invalid_secret", bad)]);
        }

        if (!Uri.TryCreate(settings.Url, UriKind.Absolute, out var url))
        {
            return (null, string.Empty, [new("/url", "url_scheme", "Bad.")]);
        }

        var now = clock.GetUtcNow();
        var endpoint = new Endpoint
        {
            Key = await store.NextEndpointKeyAsync(),
            Id = EndpointId.New(now),
            Partner = partner,
            Settings = settings,
            Url = url,
            Profile = profile,
            Schedule = schedule,
            Secrets = [new(1, key, now, null)],
            Status = EndpointStatus.Enabled,
            CreatedAt = now,
        };
        await store.AddEndpointAsync(Row(endpoint), new(endpoint.Key, 1, Encoding.UTF8.GetBytes(secret), now, null));
        directory.Put(endpoint);
        return (endpoint, secret, problems);
    }

    public async ValueTask<Endpoint> SetStatusAsync(Endpoint endpoint, EndpointStatus status, string? reason)
    {
        var changed = endpoint with { Status = status, DisabledReason = reason };
        await store.UpdateEndpointAsync(Row(changed), clock.GetUtcNow());
        directory.Put(changed);
        return changed;
    }

    private static EndpointRow Row(Endpoint endpoint) => new(
        endpoint.Key, endpoint.Id, endpoint.Partner.Key, endpoint.Settings.Url, endpoint.Settings.Profile, null, endpoint.Settings.Schedule,
        endpoint.Settings.Timeout, endpoint.Settings.MaxConcurrency, endpoint.Settings.RatePerSecond, default, endpoint.Status, endpoint.DisabledReason, endpoint.CreatedAt);
}
