using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Storage;

namespace Posthorn.Delivery.Partners;

/// <summary>Stands in until the registries land.</summary>
internal sealed class PartnerRegistry(IConfigurationStore store, EndpointDirectory directory, TimeProvider clock)
{
    private readonly ConcurrentDictionary<ApiKeyId, ApiKey> _keys = new();

    public event Action<ApiKey>? KeyAdded;

    public event Action<ApiKey>? KeyRemoved;

    public IEnumerable<ApiKey> Keys => _keys.Values;

    public void Load(ConfigurationRows rows)
    {
        foreach (var partner in rows.Partners)
        {
            directory.Put(partner);
        }

        foreach (var key in rows.Keys)
        {
            _keys[key.Id] = key;
            KeyAdded?.Invoke(key);
        }
    }

    public async ValueTask<Partner?> AddAsync(string? id, string name, bool selfService)
    {
        var now = clock.GetUtcNow();
        var partner = new Partner(0, id ?? $"ptn_{Guid.CreateVersion7(now):N}", name, selfService, now);
        if (await store.AddPartnerAsync(partner) is not { } key)
        {
            return null;
        }

        directory.Put(partner with { Key = key });
        return partner with { Key = key };
    }

    public async ValueTask<(ApiKey Key, string Text)> AddKeyAsync(Partner? partner, ApiKeyScope scope)
    {
        var now = clock.GetUtcNow();
        var text = "phk_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
        var key = new ApiKey(ApiKeyId.New(now), partner?.Key, scope, SHA256.HashData(Encoding.ASCII.GetBytes(text)), now);
        await store.AddApiKeyAsync(key);
        _keys[key.Id] = key;
        KeyAdded?.Invoke(key);
        return (key, text);
    }

    public async ValueTask<bool> RemoveKeyAsync(ApiKeyId id)
    {
        if (!await store.RemoveApiKeyAsync(id) || !_keys.TryRemove(id, out var key))
        {
            return false;
        }

        KeyRemoved?.Invoke(key);
        return true;
    }
}
