using Posthorn.Delivery.Endpoints;

namespace Posthorn.Delivery.Storage;

/// <summary>An endpoint as it is stored.</summary>
/// <param name="EventTypes">Joined by commas; null for all that the profile can express.</param>
/// <param name="SealedHeaders">The custom headers as sealed JSON; empty when there are none.</param>
internal sealed record EndpointRow(
    long Key,
    EndpointId Id,
    long PartnerKey,
    string Url,
    string Profile,
    string? EventTypes,
    string Schedule,
    TimeSpan Timeout,
    int MaxConcurrency,
    double? RatePerSecond,
    ReadOnlyMemory<byte> SealedHeaders,
    EndpointStatus Status,
    string? DisabledReason,
    DateTimeOffset CreatedAt)
{
    /// <summary>The id alone: a URL may be a credential.</summary>
    public override string ToString() => Id.ToString();
}
