using Posthorn.Delivery.Partners;
using Posthorn.Sqlite.Connection;
using Posthorn.Sqlite.Writing;

namespace Posthorn.Sqlite.Configuration;

internal sealed class AddApiKey(ApiKey key) : WriteCommand<bool>
{
    private const string Insert = "insert into api_keys (id, partner_key, scope, hash, created_at) values (?1, ?2, ?3, ?4, ?5)";

    protected override bool Apply(SqliteConnection connection)
    {
        using var insert = connection.Prepare(Insert);
        return insert
            .Bind(1, key.Id.Value)
            .Bind(2, key.PartnerKey)
            .Bind(3, (long)key.Scope)
            .Bind(4, key.Hash.Span)
            .Bind(5, key.CreatedAt)
            .Execute() == 1;
    }
}
