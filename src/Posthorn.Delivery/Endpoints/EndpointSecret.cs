using Posthorn.Protocol.Signing;

namespace Posthorn.Delivery.Endpoints;

/// <summary>One opened secret of an endpoint and how long it signs.</summary>
/// <param name="Version">Counts up with each rotation of the endpoint.</param>
/// <param name="ExpiresAt">From here on it signs no more; null for the newest.</param>
internal sealed record EndpointSecret(int Version, SigningKey Key, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt);
