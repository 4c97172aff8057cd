using Microsoft.Extensions.Logging;
using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Scheduling;
using Posthorn.Delivery.Secrets;
using Posthorn.Delivery.Storage;
using Posthorn.Protocol.Profiles;
using Posthorn.Protocol.Signing;

namespace Posthorn.Delivery.Endpoints;

/// <summary>Makes and changes endpoints: checked whole, sealed, stored, and only then known to publishers and lanes.</summary>
/// <remarks>Safe for any number of threads; one change at a time, so that of two equal ones the second sees the first.</remarks>
internal sealed partial class EndpointRegistry
{
    public const double DefaultOverlapHours = 24;

    /// <summary>The reason of an endpoint that a person disabled.</summary>
    public const string ByRequest = "by_request";

    private const string Suki = "suki";

    private readonly IConfigurationStore _store;
    private readonly EndpointDirectory _directory;
    private readonly ConfigurationWatch _watch;
    private readonly EndpointRegistryOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly EndpointRegistryRows _rows;
    private readonly Dictionary<long, ReadOnlyMemory<byte>> _sealedHeaders = [];
    private readonly Dictionary<long, int> _versions = [];

    public EndpointRegistry(
        IConfigurationStore store,
        EndpointDirectory directory,
        ConfigurationWatch watch,
        SecretVault vault,
        EndpointRegistryOptions options,
        TimeProvider clock,
        ILogger<EndpointRegistry> logger)
    {
        (_store, _directory, _watch, _options, _clock, _logger) = (store, directory, watch, options, clock, logger);
        _rows = new(vault, options.Profiles);
        watch.AddTaker(changes => Load(changes.Rows));
    }

    /// <param name="secret">Null to have one made.</param>
    /// <param name="allowSecondSuki">Whether a partner may have this one beside another active one of the suki profile.</param>
    public async ValueTask<EndpointRegistryResult> CreateAsync(Partner partner, EndpointDraft draft, string? secret, bool allowSecondSuki = false)
    {
        var check = new EndpointRegistryCheck(_options);
        var profile = check.ReadProfile(draft.Profile);
        var settings = check.Read(draft, profile ?? Profile.Standard);
        if (profile is null || check.ReadSecret(secret, profile) is not { } made || settings is not { } wanted)
        {
            return new EndpointRegistryResult.Refused(check.Problems);
        }

        return await _watch.ChangeAsync(() => AddAsync(partner, profile, wanted, made, allowSecondSuki));
    }

    /// <summary>Changes what may be changed. The profile may not: other signatures and bodies are another endpoint.</summary>
    /// <param name="edit">Given the endpoint as it is at that moment, returns it as it should be. May be called more than once.</param>
    public ValueTask<EndpointRegistryResult> ChangeAsync(EndpointId id, Func<EndpointDraft, EndpointDraft> edit) =>
        _watch.ChangeAsync(() => EditAsync(id, edit));

    /// <summary>Lets it take deliveries again; what waits is sent.</summary>
    public ValueTask<EndpointRegistryResult> EnableAsync(EndpointId id, bool allowSecondSuki = false) =>
        _watch.ChangeAsync(() => EnableNowAsync(id, allowSecondSuki));

    /// <summary>Stops deliveries to it. What waits stays. The reason it was disabled for first is kept.</summary>
    public ValueTask<EndpointRegistryResult> DisableAsync(EndpointId id, string reason = ByRequest) => _watch.ChangeAsync(async () => Living(id) switch
    {
        null => new EndpointRegistryResult.Gone(),
        { Status: EndpointStatus.Disabled } endpoint => new EndpointRegistryResult.Changed(endpoint),
        { } endpoint => await StoreAsync(endpoint with { Status = EndpointStatus.Disabled, DisabledReason = reason }, _sealedHeaders[endpoint.Key]),
    });

    /// <summary>Ends it for good: what waits is cancelled, and its secrets are forgotten.</summary>
    public ValueTask<EndpointRegistryResult> DeleteAsync(EndpointId id) => _watch.ChangeAsync(async () => Living(id) is { } endpoint
        ? await StoreAsync(endpoint with { Status = EndpointStatus.Deleted, DisabledReason = null }, default)
        : new EndpointRegistryResult.Gone());

    private async ValueTask<EndpointRegistryResult> AddAsync(
        Partner partner,
        Profile profile,
        (EndpointSettings Settings, Uri Url, RetrySchedule Schedule) wanted,
        (string Text, SigningKey Key) made,
        bool allowSecondSuki)
    {
        var now = _clock.GetUtcNow();
        if (_directory.Of(partner.Key).Count >= _options.MostPerPartner)
        {
            return EndpointConflicts.Quota(_options.MostPerPartner);
        }

        if (Standing(partner, wanted.Url, profile, except: null, active: true, allowSecondSuki) is { } conflict)
        {
            return conflict;
        }

        var endpoint = new Endpoint
        {
            Key = await _store.NextEndpointKeyAsync(),
            Id = EndpointId.New(now),
            Partner = partner,
            Settings = wanted.Settings,
            Url = wanted.Url,
            Profile = profile,
            Schedule = wanted.Schedule,
            Secrets = [new(1, made.Key, now, ExpiresAt: null)],
            Status = EndpointStatus.Enabled,
            CreatedAt = now,
        };
        var headers = await _rows.SealHeadersAsync(partner, endpoint.Key, wanted.Settings.Headers);
        var row = await _rows.SealSecretAsync(partner, endpoint.Key, endpoint.Secrets[0], made.Text);
        await _store.AddEndpointAsync(EndpointRegistryRows.ToRow(endpoint, headers), row);
        Take(endpoint, headers);
        return new EndpointRegistryResult.WithSecret(endpoint, made.Text);
    }

    private async ValueTask<EndpointRegistryResult> EditAsync(EndpointId id, Func<EndpointDraft, EndpointDraft> edit)
    {
        if (Living(id) is not { } endpoint)
        {
            return new EndpointRegistryResult.Gone();
        }

        var lostHeaders = endpoint.DisabledReason == EndpointRegistryRows.UnreadableHeaders;
        var before = EndpointDraft.Of(endpoint.Settings);
        var draft = edit(lostHeaders ? before with { Headers = null } : before);
        var check = new EndpointRegistryCheck(_options);
        if (draft.Profile != endpoint.Profile.Name)
        {
            check.Add("/profile", "profile_fixed", "The profile cannot be changed. Make another endpoint.");
        }

        if (lostHeaders && draft.Headers is null)
        {
            check.Add("/headers", "headers_lost", "The stored headers cannot be opened. Give them again, or none as an empty object.");
        }

        if (check.Read(draft, endpoint.Profile) is not { } wanted)
        {
            return new EndpointRegistryResult.Refused(check.Problems);
        }

        if (Standing(endpoint.Partner, wanted.Url, endpoint.Profile, except: endpoint, active: false, allowSecondSuki: true) is { } conflict)
        {
            return conflict;
        }

        var changed = endpoint with
        {
            Settings = wanted.Settings,
            Url = wanted.Url,
            Schedule = wanted.Schedule,
            DisabledReason = lostHeaders || endpoint.DisabledReason == EndpointRegistryRows.UnreadableRow ? ByRequest : endpoint.DisabledReason,
        };
        var headers = lostHeaders || !wanted.Settings.Headers.SequenceEqual(endpoint.Settings.Headers)
            ? await _rows.SealHeadersAsync(endpoint.Partner, endpoint.Key, wanted.Settings.Headers)
            : _sealedHeaders[endpoint.Key];
        return await StoreAsync(changed, headers);
    }

    private async ValueTask<EndpointRegistryResult> EnableNowAsync(EndpointId id, bool allowSecondSuki)
    {
        if (Living(id) is not { } endpoint)
        {
            return new EndpointRegistryResult.Gone();
        }

        if (endpoint.Status == EndpointStatus.Enabled)
        {
            return new EndpointRegistryResult.Changed(endpoint);
        }

        if (IsUnreadable(endpoint))
        {
            return EndpointConflicts.Unreadable;
        }

        return Standing(endpoint.Partner, endpoint.Url, endpoint.Profile, endpoint, active: true, allowSecondSuki)
            ?? await StoreAsync(endpoint with { Status = EndpointStatus.Enabled, DisabledReason = null }, _sealedHeaders[endpoint.Key]);
    }

    private async ValueTask<EndpointRegistryResult> StoreAsync(Endpoint endpoint, ReadOnlyMemory<byte> headers)
    {
        await _store.UpdateEndpointAsync(EndpointRegistryRows.ToRow(endpoint, headers), _clock.GetUtcNow());
        Take(endpoint, headers);
        return new EndpointRegistryResult.Changed(endpoint);
    }

    private void Take(Endpoint endpoint, ReadOnlyMemory<byte> headers)
    {
        _sealedHeaders[endpoint.Key] = headers;
        _ = _versions.TryAdd(endpoint.Key, 1);
        _directory.Put(endpoint);
    }

    /// <summary>What of the partner's other endpoints stands against one of this URL and profile.</summary>
    private EndpointRegistryResult? Standing(Partner partner, Uri url, Profile profile, Endpoint? except, bool active, bool allowSecondSuki)
    {
        var others = _directory.Of(partner.Key).Where(one => one.Key != except?.Key && one.Profile.Name == profile.Name).ToList();
        return others.Exists(one => one.Url.AbsoluteUri == url.AbsoluteUri) ? EndpointConflicts.Exists
            : active && !allowSecondSuki && profile.Name == Suki && others.Exists(static one => one.Status == EndpointStatus.Enabled) ? EndpointConflicts.SecondSuki
            : null;
    }

    private Endpoint? Living(EndpointId id) => _directory.Find(id) is { Status: not EndpointStatus.Deleted } endpoint ? endpoint : null;

    private static bool IsUnreadable(Endpoint endpoint) => EndpointRegistryRows.IsUnreadable(endpoint.DisabledReason);
}
