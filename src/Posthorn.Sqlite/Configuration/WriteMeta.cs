using Posthorn.Sqlite.Connection;
using Posthorn.Sqlite.Writing;

namespace Posthorn.Sqlite.Configuration;

internal sealed class WriteMeta(string name, byte[] value) : WriteCommand<bool>
{
    private const string Upsert = "insert into meta (name, value) values (?1, ?2) on conflict (name) do update set value = excluded.value";

    protected override bool Apply(SqliteConnection connection)
    {
        using var upsert = connection.Prepare(Upsert);
        return upsert.Bind(1, name).Bind(2, value).Execute() == 1;
    }
}
