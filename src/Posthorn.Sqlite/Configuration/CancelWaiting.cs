using Posthorn.Sqlite.Connection;
using Posthorn.Sqlite.Writing;

namespace Posthorn.Sqlite.Configuration;

/// <summary>Ends some of what waits for an endpoint that was deleted. Not all in one commit: a million would keep every publisher waiting for seconds.</summary>
internal sealed class CancelWaiting(long endpointKey, DateTimeOffset now) : WriteCommand<int>
{
    public const int Most = 20_000;

    // What a lane holds at this moment is left to the lane: it is being sent, or will be ended when it is settled.
    private const string Cancel =
        """
        update deliveries
        set state = 3, due_at = null, last_outcome = 'endpoint_deleted', changed_at = ?2
        where endpoint_key = ?1 and event_sequence in (
            select event_sequence
            from deliveries
            where endpoint_key = ?1 and due_at is not null and due_at < 9223372036854775807
            limit ?3)
        """;

    /// <returns>How many there were; fewer than <see cref="Most"/> means that none is left.</returns>
    public static int Some(SqliteConnection connection, long endpointKey, DateTimeOffset now)
    {
        using var cancel = connection.Prepare(Cancel);
        return cancel.Bind(1, endpointKey).Bind(2, now).Bind(3, Most).Execute();
    }

    protected override int Apply(SqliteConnection connection) => Some(connection, endpointKey, now);
}
