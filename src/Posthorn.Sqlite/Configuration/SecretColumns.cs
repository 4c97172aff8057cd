using Posthorn.Delivery.Storage;
using Posthorn.Sqlite.Connection;

namespace Posthorn.Sqlite.Configuration;

/// <summary>How an endpoint's secret lies in its row.</summary>
internal static class SecretColumns
{
    public const string SelectAll =
        "select endpoint_key, version, sealed, created_at, expires_at from endpoint_secrets order by endpoint_key, version desc";

    private const string InsertOne =
        "insert into endpoint_secrets (endpoint_key, version, sealed, created_at, expires_at) values (?1, ?2, ?3, ?4, ?5)";

    public static bool Insert(SqliteConnection connection, SecretRow secret)
    {
        using var insert = connection.Prepare(InsertOne);
        return insert
            .Bind(1, secret.EndpointKey)
            .Bind(2, secret.Version)
            .Bind(3, secret.Sealed.Span)
            .Bind(4, secret.CreatedAt)
            .Bind(5, secret.ExpiresAt)
            .Execute() == 1;
    }

    public static SecretRow Read(Statement row) => new(row.Int64(0), row.Int32(1), row.Bytes(2), row.Time(3), row.TimeOrNull(4));
}
