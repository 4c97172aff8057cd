namespace Posthorn.Delivery.Storage;

/// <summary>What has changed in the configuration since it was last read, whoever changed it.</summary>
/// <param name="Rows">Partners, keys and endpoints that are new or changed, each endpoint with all of its secrets.</param>
/// <param name="Revoked">Keys that open nothing any more.</param>
internal sealed record ConfigurationChanges(ConfigurationRows Rows, IReadOnlyList<ApiKeyId> Revoked);
