using Npgsql;
using NpgsqlTypes;
using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Storage;

namespace Posthorn.Postgres.Configuration;

/// <summary>How an endpoint lies in its row.</summary>
internal static class EndpointRows
{
    public const string SelectSince =
        """
        select key, url, profile, event_types, schedule, timeout_ms, max_concurrency, rate_per_second,
            sealed_headers, status, disabled_reason, id, partner_key, created_at
        from endpoints
        where version > $1
        order by key
        """;

    // The secret comes first: $2 to $6.
    public const string Add =
        """
        with raised as (
            update configuration set version = version + 1 where version = $1 returning version
        ), added as (
            insert into endpoints (key, url, profile, event_types, schedule, timeout_ms, max_concurrency, rate_per_second,
                sealed_headers, status, disabled_reason, id, partner_key, created_at, version)
            select $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, version from raised
        ), secret as (
            insert into endpoint_secrets (endpoint_key, version, sealed, created_at, expires_at)
            select $2, $3, $4, $5, $6 from raised
            returning 1::bigint
        )
        select (select version from raised), (select * from secret)
        """;

    // Of one that is deleted (status 2) the replays end and the secrets are forgotten. One that was disabled (1) and is enabled (0) starts as if nothing
    // had been, whichever node gets its lane. $13 is now.
    public const string Update =
        """
        with raised as (
            update configuration set version = version + 1 where version = $1 returning version
        ), before as (
            select status from endpoints where key = $2
        ), changed as (
            update endpoints
            set url = $3, profile = $4, event_types = $5, schedule = $6, timeout_ms = $7, max_concurrency = $8, rate_per_second = $9,
                sealed_headers = $10, status = $11, disabled_reason = $12, version = raised.version
            from raised
            where key = $2
            returning key, status
        ), replays as (
            update replay_jobs set state = 2, finished_at = $13
            from changed
            where endpoint_key = changed.key and changed.status = 2 and state = 0
        ), forgiven as (
            update lanes set failing_since = null, probes = 0, next_probe_at = null, notices_sent = 0
            from changed, before
            where endpoint_key = changed.key and changed.status = 0 and before.status = 1
        ), secrets as (
            delete from endpoint_secrets using changed where endpoint_key = changed.key and changed.status = 2
        )
        select (select version from raised), (select key from changed)
        """;

    /// <summary>The key and what may change: 11.</summary>
    public static NpgsqlParameter[] Parameters(EndpointRow endpoint) =>
    [
        new() { Value = endpoint.Key },
        new() { Value = endpoint.Url },
        new() { Value = endpoint.Profile },
        new NpgsqlParameter<string?> { TypedValue = endpoint.EventTypes },
        new() { Value = endpoint.Schedule },
        new() { Value = (int)endpoint.Timeout.TotalMilliseconds },
        new() { Value = endpoint.MaxConcurrency },
        new NpgsqlParameter<double?> { TypedValue = endpoint.RatePerSecond },
        new() { Value = endpoint.SealedHeaders, NpgsqlDbType = NpgsqlDbType.Bytea },
        new() { Value = (int)endpoint.Status },
        new NpgsqlParameter<string?> { TypedValue = endpoint.DisabledReason },
    ];

    /// <summary>What stays as it was given at first: 3.</summary>
    public static NpgsqlParameter[] Origin(EndpointRow endpoint) =>
        [new() { Value = endpoint.Id.Value }, new() { Value = endpoint.PartnerKey }, new() { Value = endpoint.CreatedAt.ToUniversalTime() }];

    public static EndpointRow Read(NpgsqlDataReader row) => new(
        Key: row.GetInt64(0),
        Id: new(row.GetGuid(11)),
        PartnerKey: row.GetInt64(12),
        Url: row.GetString(1),
        Profile: row.GetString(2),
        EventTypes: row.IsDBNull(3) ? null : row.GetString(3),
        Schedule: row.GetString(4),
        Timeout: TimeSpan.FromMilliseconds(row.GetInt32(5)),
        MaxConcurrency: row.GetInt32(6),
        RatePerSecond: row.IsDBNull(7) ? null : row.GetDouble(7),
        SealedHeaders: row.GetFieldValue<byte[]>(8),
        Status: (EndpointStatus)row.GetInt32(9),
        DisabledReason: row.IsDBNull(10) ? null : row.GetString(10),
        CreatedAt: row.GetFieldValue<DateTimeOffset>(13));
}
