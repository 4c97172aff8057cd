using Posthorn.Sqlite.Connection;

namespace Posthorn.Sqlite.Writing;

/// <summary>Reads on the writer's connection: for what must see everything that was queued before it.</summary>
internal sealed class QueryCommand<TResult>(Func<SqliteConnection, TResult> query) : WriteCommand<TResult>
{
    protected override TResult Apply(SqliteConnection connection) => query(connection);
}
