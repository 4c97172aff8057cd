using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Storage;
using Posthorn.Hosting;
using Posthorn.Protocol.Signing;
using Posthorn.Server;

namespace Posthorn.Emulators.Running;

/// <summary>Makes the one partner and its one endpoint as this run is told to have them, before anything is sent.</summary>
internal sealed class PartnerCare(
    EngineWishes wishes, PartnerRegistry partners, EndpointRegistry endpoints, EndpointDirectory directory, ConfigurationWatch watch, TimeProvider clock)
    : IEngineCare
{
    public async Task PrepareAsync()
    {
        var partner = await partners.EnsureAsync(directory, watch, wishes.PartnerId, $"The emulated partner of {wishes.Profile.Name}");
        var kept = false;
        foreach (var endpoint in directory.Of(partner.Key).ToList())
        {
            if (IsWanted(endpoint) && !kept)
            {
                kept = true;
                _ = await endpoints.EnableAsync(endpoint.Id);
            }
            else
            {
                // What waited for another address or secret would arrive nowhere.
                _ = await endpoints.DeleteAsync(endpoint.Id);
            }
        }

        if (wishes.NotifyUrl is { } url && !kept
            && await endpoints.CreateAsync(partner, new() { Url = url, Profile = wishes.Profile.Name }, wishes.Secret) is EndpointRegistryResult.Refused refused)
        {
            throw new StartRefusedException("options_invalid", string.Join(Environment.NewLine, refused.Problems.Select(static problem => problem.Message)));
        }
    }

    /// <summary>A partner under development fails often; it is tried again all the same.</summary>
    public ValueTask GiveUpAsync(Endpoint endpoint, string reason) => default;

    private bool IsWanted(Endpoint endpoint) =>
        endpoint.Settings.Url == wishes.NotifyUrl && endpoint.Profile.Name == wishes.Profile.Name && SignsAsWished(endpoint);

    // Keys are not compared, and need not be: two that sign alike are one.
    private bool SignsAsWished(Endpoint endpoint)
    {
        if (!wishes.Profile.Scheme.TryCreateKey(wishes.Secret, out var wished, out _))
        {
            return false;
        }

        var now = clock.GetUtcNow();
        return endpoint.Secrets is [{ Key: { } key }, ..] && Signature(key, now) == Signature(wished, now);
    }

    private string Signature(SigningKey key, DateTimeOffset now)
    {
        var headers = wishes.Profile.Scheme.Sign("msg_same", now, [], [key]);
        return string.Concat(Enumerable.Range(0, headers.Count).Select(index => headers[index].Value));
    }
}
