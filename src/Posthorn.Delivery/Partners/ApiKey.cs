namespace Posthorn.Delivery.Partners;

/// <summary>A key as it is stored: what it opens and the SHA-256 of its text, never the text.</summary>
/// <param name="PartnerKey">The partner it speaks for; null for a key of the operator.</param>
internal sealed record ApiKey(ApiKeyId Id, long? PartnerKey, ApiKeyScope Scope, ReadOnlyMemory<byte> Hash, DateTimeOffset CreatedAt);
