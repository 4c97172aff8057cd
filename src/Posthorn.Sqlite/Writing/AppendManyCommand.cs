using Posthorn.Delivery.Intake;
using Posthorn.Sqlite.Connection;

namespace Posthorn.Sqlite.Writing;

/// <summary>Puts several events into the log in one commit, in order.</summary>
internal sealed class AppendManyCommand(IReadOnlyList<EventToStore> items) : WriteCommand<IReadOnlyList<Appended>>
{
    protected override IReadOnlyList<Appended> Apply(SqliteConnection connection)
    {
        var results = new Appended[items.Count];
        for (var i = 0; i < results.Length; i++)
        {
            results[i] = EventWrites.Append(connection, items[i]);
        }

        return results;
    }
}
