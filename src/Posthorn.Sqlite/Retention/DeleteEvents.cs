using Posthorn.Sqlite.Connection;
using Posthorn.Sqlite.Writing;

namespace Posthorn.Sqlite.Retention;

/// <summary>Deletes events and all that hangs on them, but for those that were given something to do since they were looked up.</summary>
internal sealed class DeleteEvents(IReadOnlyList<long> places, DateTimeOffset before) : WriteCommand<int>
{
    private const string IsAlive = "select 1 from deliveries where event_sequence = ?1 and (due_at is not null or changed_at >= ?2) limit 1";

    private const string DeleteAttempts = "delete from attempts where event_sequence = ?1";
    private const string DeleteDeliveries = "delete from deliveries where event_sequence = ?1";
    private const string DeleteIdempotencyKeys = "delete from idempotency_keys where event_sequence = ?1";
    private const string DeleteEvent = "delete from events where sequence = ?1";

    protected override int Apply(SqliteConnection connection)
    {
        using var isAlive = connection.Prepare(IsAlive);
        using var deleteAttempts = connection.Prepare(DeleteAttempts);
        using var deleteDeliveries = connection.Prepare(DeleteDeliveries);
        using var deleteIdempotencyKeys = connection.Prepare(DeleteIdempotencyKeys);
        using var deleteEvent = connection.Prepare(DeleteEvent);

        var deleted = 0;
        foreach (var place in places)
        {
            var alive = isAlive.Bind(1, place).Bind(2, before).Read();
            isAlive.Reset();
            if (!alive)
            {
                _ = deleteAttempts.Bind(1, place).Execute();
                _ = deleteDeliveries.Bind(1, place).Execute();
                _ = deleteIdempotencyKeys.Bind(1, place).Execute();
                deleted += deleteEvent.Bind(1, place).Execute();
            }
        }

        return deleted;
    }
}
