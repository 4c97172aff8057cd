using Npgsql;
using NpgsqlTypes;
using Posthorn.Delivery.Partners;

namespace Posthorn.Postgres.Configuration;

/// <summary>How a key lies in its row. The row of a revoked one stays, so that other nodes learn of it.</summary>
internal static class ApiKeyRows
{
    public const string SelectSince = "select id, partner_key, scope, hash, created_at, revoked from api_keys where version > $1 order by created_at, id";

    public const string Add =
        """
        with raised as (
            update configuration set version = version + 1 where version = $1 returning version
        ), added as (
            insert into api_keys (id, partner_key, scope, hash, created_at, version)
            select $2, $3, $4, $5, $6, version from raised
            returning 1::bigint
        )
        select (select version from raised), (select * from added)
        """;

    public const string Revoke =
        """
        with raised as (
            update configuration set version = version + 1 where version = $1 returning version
        ), revoked as (
            update api_keys set revoked = true, version = raised.version from raised where id = $2 and not revoked
            returning 1::bigint
        )
        select (select version from raised), (select * from revoked)
        """;

    public static NpgsqlParameter[] Parameters(ApiKey key) =>
    [
        new() { Value = key.Id.Value },
        new NpgsqlParameter<long?> { TypedValue = key.PartnerKey },
        new() { Value = (int)key.Scope },
        new() { Value = key.Hash, NpgsqlDbType = NpgsqlDbType.Bytea },
        new() { Value = key.CreatedAt.ToUniversalTime() },
    ];

    public static ApiKey Read(NpgsqlDataReader row) => new(
        new(row.GetGuid(0)),
        row.IsDBNull(1) ? null : row.GetInt64(1),
        (ApiKeyScope)row.GetInt32(2),
        row.GetFieldValue<byte[]>(3),
        row.GetFieldValue<DateTimeOffset>(4));

    public static bool IsRevoked(NpgsqlDataReader row) => row.GetBoolean(5);
}
