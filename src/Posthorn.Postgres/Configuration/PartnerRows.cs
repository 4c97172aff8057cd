using Npgsql;
using Posthorn.Delivery.Partners;

namespace Posthorn.Postgres.Configuration;

/// <summary>How a partner lies in its row.</summary>
internal static class PartnerRows
{
    public const string SelectSince = "select key, id, name, self_service, created_at from partners where version > $1 order by key";

    public const string Add =
        """
        with raised as (
            update configuration set version = version + 1 where version = $1 returning version
        ), added as (
            insert into partners (id, name, self_service, created_at, version)
            select $2, $3, $4, $5, version from raised
            on conflict (id) do nothing
            returning key
        )
        select (select version from raised), (select key from added)
        """;

    public static NpgsqlParameter[] Parameters(Partner partner) =>
    [
        new() { Value = partner.Id },
        new() { Value = partner.Name },
        new() { Value = partner.SelfService },
        new() { Value = partner.CreatedAt.ToUniversalTime() },
    ];

    public static Partner Read(NpgsqlDataReader row) =>
        new(row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetBoolean(3), row.GetFieldValue<DateTimeOffset>(4));
}
