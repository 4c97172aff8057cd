using Npgsql;
using NpgsqlTypes;
using Posthorn.Delivery.Storage;

namespace Posthorn.Postgres.Configuration;

/// <summary>How an endpoint's secret lies in its row.</summary>
internal static class SecretRows
{
    // All of an endpoint that has changed, for a rotation changes more than one.
    public const string SelectSince =
        """
        select s.endpoint_key, s.version, s.sealed, s.created_at, s.expires_at
        from endpoint_secrets s
            join endpoints e on e.key = s.endpoint_key
        where e.version > $1
        order by s.endpoint_key, s.version desc
        """;

    // The sooner end wins: a rotation made in haste also ends what an easy one before it had let overlap for a week.
    public const string Rotate =
        """
        with raised as (
            update configuration set version = version + 1 where version = $1 returning version
        ), stamped as (
            update endpoints set version = raised.version from raised where key = $2 returning key
        ), forgotten as (
            delete from endpoint_secrets s using stamped
            where s.endpoint_key = stamped.key and least(coalesce(s.expires_at, $7), $7) <= $8
        ), expiring as (
            update endpoint_secrets s set expires_at = least(coalesce(s.expires_at, $7), $7) from stamped
            where s.endpoint_key = stamped.key and least(coalesce(s.expires_at, $7), $7) > $8
        ), added as (
            insert into endpoint_secrets (endpoint_key, version, sealed, created_at, expires_at)
            select key, $3, $4, $5, $6 from stamped
            returning 1::bigint
        )
        select (select version from raised), (select * from added)
        """;

    public static NpgsqlParameter[] Parameters(SecretRow secret) =>
    [
        new() { Value = secret.EndpointKey },
        new() { Value = secret.Version },
        new() { Value = secret.Sealed, NpgsqlDbType = NpgsqlDbType.Bytea },
        new() { Value = secret.CreatedAt.ToUniversalTime() },
        new NpgsqlParameter<DateTimeOffset?> { TypedValue = secret.ExpiresAt?.ToUniversalTime() },
    ];

    public static SecretRow Read(NpgsqlDataReader row) => new(
        row.GetInt64(0),
        row.GetInt32(1),
        row.GetFieldValue<byte[]>(2),
        row.GetFieldValue<DateTimeOffset>(3),
        row.IsDBNull(4) ? null : row.GetFieldValue<DateTimeOffset>(4));
}
