using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Storage;
using Posthorn.Sqlite.Connection;

namespace Posthorn.Sqlite.Configuration;

/// <summary>How an endpoint lies in its row.</summary>
internal static class EndpointColumns
{
    public const string SelectAll =
        """
        select key, url, profile, event_types, schedule, timeout_ms, max_concurrency, rate_per_second,
            sealed_headers, status, disabled_reason, id, partner_key, created_at
        from endpoints
        order by key
        """;

    /// <summary>Binds the key (1) and what may change (2 to 11).</summary>
    public static Statement Bind(Statement statement, EndpointRow endpoint) => statement
        .Bind(1, endpoint.Key)
        .Bind(2, endpoint.Url)
        .Bind(3, endpoint.Profile)
        .Bind(4, endpoint.EventTypes)
        .Bind(5, endpoint.Schedule)
        .Bind(6, (long)endpoint.Timeout.TotalMilliseconds)
        .Bind(7, endpoint.MaxConcurrency)
        .Bind(8, endpoint.RatePerSecond)
        .Bind(9, endpoint.SealedHeaders.Span)
        .Bind(10, (long)endpoint.Status)
        .Bind(11, endpoint.DisabledReason);

    public static EndpointRow Read(Statement row) => new(
        Key: row.Int64(0),
        Id: new(row.Guid(11)),
        PartnerKey: row.Int64(12),
        Url: row.Text(1),
        Profile: row.Text(2),
        EventTypes: row.TextOrNull(3),
        Schedule: row.Text(4),
        Timeout: TimeSpan.FromMilliseconds(row.Int64(5)),
        MaxConcurrency: row.Int32(6),
        RatePerSecond: row.DoubleOrNull(7),
        SealedHeaders: row.Bytes(8),
        Status: (EndpointStatus)row.Int32(9),
        DisabledReason: row.TextOrNull(10),
        CreatedAt: row.Time(13));
}
