using System.Collections.Concurrent;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Storage;

namespace Posthorn.Delivery.Tests.Partners;

/// <summary>A configuration store without a disk.</summary>
internal sealed class MemoryConfiguration : IConfigurationStore
{
    private readonly ConcurrentDictionary<string, byte[]> _meta = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private long _lastKey;

    public List<Partner> Partners { get; } = [new(1, Partner.OperatorId, "Operator", SelfService: false, DateTimeOffset.UnixEpoch)];

    public List<ApiKey> Keys { get; } = [];

    public List<EndpointRow> Endpoints { get; } = [];

    public List<SecretRow> Secrets { get; } = [];

    /// <summary>Whether changes fail, as with a full disk.</summary>
    public bool IsFull { get; set; }

    public ValueTask<ConfigurationRows> LoadAsync() => new(new ConfigurationRows([.. Partners], [.. Keys], [.. Endpoints], [.. Secrets]));

    public ValueTask<ConfigurationChanges?> ChangesAsync() => new((ConfigurationChanges?)null);

    public ValueTask<long?> AddPartnerAsync(Partner partner) => Change(() =>
    {
        if (Partners.Exists(one => one.Id == partner.Id))
        {
            return (long?)null;
        }

        Partners.Add(partner with { Key = Partners.Count + 1 });
        return Partners[^1].Key;
    });

    public async ValueTask AddApiKeyAsync(ApiKey key) => _ = await Change(() =>
    {
        Keys.Add(key);
        return true;
    });

    public ValueTask<bool> RemoveApiKeyAsync(ApiKeyId id) => Change(() => Keys.RemoveAll(key => key.Id == id) > 0);

    public ValueTask<long> NextEndpointKeyAsync() => new(Interlocked.Increment(ref _lastKey));

    public async ValueTask AddEndpointAsync(EndpointRow endpoint, SecretRow secret) => _ = await Change(() =>
    {
        Endpoints.Add(endpoint);
        Secrets.Add(secret);
        return true;
    });

    public async ValueTask UpdateEndpointAsync(EndpointRow endpoint, DateTimeOffset now) => _ = await Change(() =>
    {
        Endpoints[Endpoints.FindIndex(one => one.Key == endpoint.Key)] = endpoint;
        return endpoint.Status == EndpointStatus.Deleted ? Secrets.RemoveAll(one => one.EndpointKey == endpoint.Key) : 0;
    });

    public async ValueTask RotateSecretAsync(SecretRow secret, DateTimeOffset othersExpireAt, DateTimeOffset now) => _ = await Change(() =>
    {
        for (var i = 0; i < Secrets.Count; i++)
        {
            if (Secrets[i].EndpointKey == secret.EndpointKey)
            {
                Secrets[i] = Secrets[i] with { ExpiresAt = Secrets[i].ExpiresAt < othersExpireAt ? Secrets[i].ExpiresAt : othersExpireAt };
            }
        }

        _ = Secrets.RemoveAll(one => one.EndpointKey == secret.EndpointKey && one.ExpiresAt <= now);
        Secrets.Add(secret);
        return true;
    });

    public ValueTask<byte[]?> ReadMetaAsync(string name) => new(_meta.GetValueOrDefault(name));

    public async ValueTask<bool> WriteMetaAsync(string name, byte[]? expected, byte[] value) => await Change(() =>
    {
        var isAsExpected = _meta.TryGetValue(name, out var now) ? expected is not null && now.AsSpan().SequenceEqual(expected) : expected is null;
        if (isAsExpected)
        {
            _meta[name] = value;
        }

        return isAsExpected;
    });

    // Asynchronous like a real one, so that whoever does not wait for it shows.
    private async ValueTask<T> Change<T>(Func<T> change)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        lock (_gate)
        {
            return IsFull ? throw new StoreUnavailableException("The disk is full.") : change();
        }
    }
}
