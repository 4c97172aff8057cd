using Posthorn.Sqlite.Connection;
using Posthorn.Sqlite.Writing;

namespace Posthorn.Sqlite.Configuration;

internal sealed class WriteMeta(string name, byte[]? expected, byte[] value) : WriteCommand<bool>
{
    private const string Insert = "insert into meta (name, value) values (?1, ?2) on conflict (name) do nothing";

    private const string Replace = "update meta set value = ?2 where name = ?1 and value = ?3";

    protected override bool Apply(SqliteConnection connection)
    {
        using var write = connection.Prepare(expected is null ? Insert : Replace);
        _ = write.Bind(1, name).Bind(2, value);
        return (expected is null ? write : write.Bind(3, expected)).Execute() == 1;
    }
}
