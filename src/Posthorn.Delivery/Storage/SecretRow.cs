namespace Posthorn.Delivery.Storage;

/// <summary>One secret of an endpoint, sealed.</summary>
internal sealed record SecretRow(long EndpointKey, int Version, ReadOnlyMemory<byte> Sealed, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt);
