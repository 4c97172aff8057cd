using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Storage;
using Posthorn.Postgres.Configuration;

namespace Posthorn.Postgres.Tests.Configuration;

/// <summary>Rows for tests of the configuration.</summary>
internal static class ConfigurationRigs
{
    public static readonly DateTimeOffset Moment = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public static Partner Partner(string id) => new(0, id, "A partner", SelfService: true, Moment);

    public static ApiKey Key(long partner, byte hash) => new(ApiKeyId.New(Moment), partner, ApiKeyScope.Partner, new byte[] { hash }, Moment);

    public static SecretRow Secret(long endpoint, int version) => new(endpoint, version, new byte[] { 1, 2, (byte)version }, Moment, ExpiresAt: null);

    public static async Task<EndpointRow> AddEndpointAsync(PostgresConfiguration configuration, long partner)
    {
        var row = new EndpointRow(
            await configuration.NextEndpointKeyAsync(),
            EndpointId.New(Moment),
            partner,
            "https://receiver.example/hook",
            "posthorn",
            EventTypes: null,
            "standard",
            TimeSpan.FromSeconds(15),
            MaxConcurrency: 4,
            RatePerSecond: 2.5,
            new byte[] { 9 },
            EndpointStatus.Enabled,
            DisabledReason: null,
            Moment);
        await configuration.AddEndpointAsync(row, Secret(row.Key, 1));
        return row;
    }
}
