using Posthorn.Delivery.Intake;
using Posthorn.Sqlite.Connection;

namespace Posthorn.Sqlite.Writing;

/// <summary>Puts one event and its deliveries into the log.</summary>
internal sealed class AppendCommand(EventToStore item) : WriteCommand<Appended>
{
    protected override Appended Apply(SqliteConnection connection) => EventWrites.Append(connection, item);
}
