namespace Posthorn.Delivery.Endpoints;

/// <summary>New secrets for old.</summary>
internal sealed partial class EndpointRegistry
{
    /// <summary>As many as a request is signed with.</summary>
    private const int MostSecrets = 8;

    /// <summary>Makes a new secret the one that signs. Those before it sign beside it for a while, where the profile has room for several.</summary>
    /// <param name="secret">Null to have one made.</param>
    /// <param name="overlapHours">0 to 168.</param>
    public ValueTask<EndpointRegistryResult> RotateAsync(EndpointId id, string? secret, double overlapHours = DefaultOverlapHours) =>
        _watch.ChangeAsync(() => RotateNowAsync(id, secret, overlapHours));

    private async ValueTask<EndpointRegistryResult> RotateNowAsync(EndpointId id, string? secret, double overlapHours)
    {
        if (Living(id) is not { } endpoint)
        {
            return new EndpointRegistryResult.Gone();
        }

        var check = new EndpointRegistryCheck(_options);
        var overlap = check.ReadOverlap(overlapHours);
        if (check.ReadSecret(secret, endpoint.Profile) is not { } made || overlap is not { } rest)
        {
            return new EndpointRegistryResult.Refused(check.Problems);
        }

        var now = _clock.GetUtcNow();
        var end = now + rest;
        var older = endpoint.Secrets
            .Select(one => one with { ExpiresAt = one.ExpiresAt < end ? one.ExpiresAt : end })
            .Where(one => one.ExpiresAt > now)
            .ToList();
        if (older.Count >= MostSecrets)
        {
            return EndpointConflicts.TooManySecrets;
        }

        var newest = new EndpointSecret(_versions[endpoint.Key] + 1, made.Key, now, ExpiresAt: null);
        await _store.RotateSecretAsync(await _rows.SealSecretAsync(endpoint.Partner, endpoint.Key, newest, made.Text), end, now);
        var rotated = endpoint with
        {
            Secrets = [newest, .. older],
            DisabledReason = endpoint.DisabledReason == EndpointRegistryRows.UnreadableSecret ? ReasonLeft(endpoint) : endpoint.DisabledReason,
        };
        _versions[endpoint.Key] = newest.Version;
        _directory.Put(rotated);
        return new EndpointRegistryResult.WithSecret(rotated, made.Text);
    }

    /// <summary>What still keeps an endpoint from being enabled once it has a secret again.</summary>
    private string ReasonLeft(Endpoint endpoint) =>
        _sealedHeaders[endpoint.Key].IsEmpty || endpoint.Settings.Headers.Count > 0 ? ByRequest : EndpointRegistryRows.UnreadableHeaders;
}
