using Posthorn.Delivery.Partners;

namespace Posthorn.Delivery.Storage;

/// <summary>All of the configuration, as it is stored.</summary>
internal sealed record ConfigurationRows(
    IReadOnlyList<Partner> Partners, IReadOnlyList<ApiKey> Keys, IReadOnlyList<EndpointRow> Endpoints, IReadOnlyList<SecretRow> Secrets);
