using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Partners;
using Posthorn.Delivery.Scheduling;
using Posthorn.Delivery.Storage;
using Posthorn.Protocol.Profiles;

namespace Posthorn.Conformance;

/// <summary>What a store is given in tests.</summary>
internal static class Rows
{
    public static EndpointRow Endpoint(Partner partner, long key, DateTimeOffset now) => new(
        key, EndpointId.New(now), partner.Key, "https://partner.example/hook", Profile.Standard.Name, EventTypes: null, RetrySchedule.Persistent.Text,
        TimeSpan.FromSeconds(30), MaxConcurrency: 32, RatePerSecond: null, SealedHeaders: default, EndpointStatus.Enabled, DisabledReason: null, now);

    public static SecretRow Secret(long endpointKey, int version, DateTimeOffset now) =>
        new(endpointKey, version, new byte[] { 1, 2, (byte)version }, now, ExpiresAt: null);

    /// <summary>The endpoint as intake hands it over with a delivery.</summary>
    public static Endpoint Open(EndpointRow row, Partner partner) => new()
    {
        Key = row.Key,
        Id = row.Id,
        Partner = partner,
        Settings = new(row.Url, row.Profile, EventTypes: null, row.Schedule, row.Timeout, row.MaxConcurrency, row.RatePerSecond, Headers: []),
        Url = new(row.Url),
        Profile = Profile.Standard,
        Schedule = RetrySchedule.Persistent,
        Secrets = [],
        Status = row.Status,
        CreatedAt = row.CreatedAt,
    };
}
