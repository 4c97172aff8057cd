using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Partners;

namespace Posthorn.Delivery.Storage;

/// <summary>Partners, keys and endpoints as rows. Secrets and header values come and go sealed.</summary>
/// <remarks>Whatever changes a row throws <see cref="StaleConfigurationException"/> when another node has changed something that this one has not read yet.</remarks>
internal interface IConfigurationStore : IMetaStore
{
    ValueTask<ConfigurationRows> LoadAsync();

    /// <summary>What other nodes have changed since the last call of this or of <see cref="LoadAsync"/>; null when that is nothing.</summary>
    ValueTask<ConfigurationChanges?> ChangesAsync();

    /// <returns>The new partner's key; null when the id is taken.</returns>
    ValueTask<long?> AddPartnerAsync(Partner partner);

    ValueTask AddApiKeyAsync(ApiKey key);

    /// <returns>False when there is no such key.</returns>
    ValueTask<bool> RemoveApiKeyAsync(ApiKeyId id);

    /// <summary>Reserves the key under which an endpoint and its secrets are then sealed and stored.</summary>
    ValueTask<long> NextEndpointKeyAsync();

    ValueTask AddEndpointAsync(EndpointRow endpoint, SecretRow secret);

    /// <summary>Replaces the row. A status of <see cref="EndpointStatus.Deleted"/> also cancels every open delivery that no lane holds, and forgets the secrets; of very many, the rest
    /// follows in further commits before this returns.</summary>
    ValueTask UpdateEndpointAsync(EndpointRow endpoint, DateTimeOffset now);

    /// <summary>Adds the new secret, lets the others expire, and forgets those that have.</summary>
    ValueTask RotateSecretAsync(SecretRow secret, DateTimeOffset othersExpireAt, DateTimeOffset now);
}
