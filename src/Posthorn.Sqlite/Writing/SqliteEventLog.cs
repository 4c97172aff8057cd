using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Storage;

namespace Posthorn.Sqlite.Writing;

/// <summary>The log of events in SQLite.</summary>
internal sealed class SqliteEventLog(SqliteWriter writer) : IEventLog
{
    public ValueTask<Appended> AppendAsync(EventToStore item) => writer.RunAsync(new AppendCommand(item));

    public ValueTask<IReadOnlyList<Appended>> AppendAsync(IReadOnlyList<EventToStore> items) => writer.RunAsync(new AppendManyCommand(items));
}
