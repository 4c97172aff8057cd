using Posthorn.Sqlite.Connection;
using Posthorn.Sqlite.Writing;

namespace Posthorn.Sqlite.Configuration;

internal sealed class RemoveApiKey(ApiKeyId id) : WriteCommand<bool>
{
    protected override bool Apply(SqliteConnection connection)
    {
        using var delete = connection.Prepare("delete from api_keys where id = ?1");
        return delete.Bind(1, id.Value).Execute() == 1;
    }
}
