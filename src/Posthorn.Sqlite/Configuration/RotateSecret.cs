using Posthorn.Delivery.Storage;
using Posthorn.Sqlite.Connection;
using Posthorn.Sqlite.Writing;

namespace Posthorn.Sqlite.Configuration;

internal sealed class RotateSecret(SecretRow secret, DateTimeOffset othersExpireAt, DateTimeOffset now) : WriteCommand<bool>
{
    // The sooner end wins: a rotation made in haste also ends what an easy one before it had let overlap for a week.
    private const string LetExpire =
        "update endpoint_secrets set expires_at = min(coalesce(expires_at, ?2), ?2) where endpoint_key = ?1";

    private const string ForgetExpired = "delete from endpoint_secrets where endpoint_key = ?1 and expires_at <= ?2";

    protected override bool Apply(SqliteConnection connection)
    {
        using var letExpire = connection.Prepare(LetExpire);
        _ = letExpire.Bind(1, secret.EndpointKey).Bind(2, othersExpireAt).Execute();

        using var forget = connection.Prepare(ForgetExpired);
        _ = forget.Bind(1, secret.EndpointKey).Bind(2, now).Execute();

        return SecretColumns.Insert(connection, secret);
    }
}
