using Posthorn.Delivery.Intake;
using Posthorn.Delivery.Storage;
using Posthorn.Postgres.Sessions;
using Posthorn.Postgres.Writing.Appending;
using Posthorn.Postgres.Writing.Batching;

namespace Posthorn.Postgres.Writing;

/// <summary>The log of events in PostgreSQL.</summary>
internal sealed class PostgresEventLog(WriteQueue<IAppend> appends, WriteQueue<ISessionChange> sessions) : IEventLog
{
    public ValueTask<Appended> AppendAsync(EventToStore item)
    {
        if (item.Session is not null)
        {
            var end = new EndSession(item);
            sessions.Add(end);
            return end.Promise;
        }

        var append = new AppendOne(item);
        appends.Add(append);
        return append.Promise;
    }

    public ValueTask<IReadOnlyList<Appended>> AppendAsync(IReadOnlyList<EventToStore> items)
    {
        if (items.Count == 0)
        {
            return new([]);
        }

        var append = new AppendMany(items);
        appends.Add(append);
        return append.Promise;
    }
}
