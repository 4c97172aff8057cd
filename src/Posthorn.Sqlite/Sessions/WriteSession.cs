using Posthorn.Delivery.Sessions;
using Posthorn.Sqlite.Connection;
using Posthorn.Sqlite.Writing;

namespace Posthorn.Sqlite.Sessions;

/// <summary>Writes a session that is not told of.</summary>
internal sealed class WriteSession(SessionWrite write) : WriteCommand<bool>
{
    protected override bool Apply(SqliteConnection connection) => SessionRows.TryWrite(connection, write);
}
