using Posthorn.Sqlite.Connection;

namespace Posthorn.Sqlite.Writing;

/// <summary>One change, applied by the writer inside a transaction that it shares with its neighbours; may be applied again after a rollback.</summary>
internal abstract class WriteCommand<TResult>
{
    internal TResult Run(SqliteConnection connection) => Apply(connection);

    /// <summary>Makes the change. An exception undoes this command alone.</summary>
    protected abstract TResult Apply(SqliteConnection connection);
}
