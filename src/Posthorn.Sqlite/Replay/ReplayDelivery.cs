using Posthorn.Delivery.Endpoints;
using Posthorn.Delivery.Replay;
using Posthorn.Sqlite.Connection;
using Posthorn.Sqlite.Writing;

namespace Posthorn.Sqlite.Replay;

internal sealed class ReplayDelivery(DeliveryId id, DateTimeOffset now) : WriteCommand<ReplayOutcome>
{
    private const string Find =
        """
        select d.event_sequence, d.endpoint_key, d.due_at, e.status
        from deliveries d
        join endpoints e on e.key = d.endpoint_key
        where d.id = ?1
        """;

    protected override ReplayOutcome Apply(SqliteConnection connection)
    {
        using var find = connection.Prepare(Find);
        if (!find.Bind(1, id.Value).Read())
        {
            return ReplayOutcome.NotFound;
        }

        if (find.Int64OrNull(2) == long.MaxValue)
        {
            return ReplayOutcome.InFlight;
        }

        if (find.Int32(3) == (int)EndpointStatus.Deleted)
        {
            return ReplayOutcome.EndpointGone;
        }

        using var makeDue = connection.Prepare(ReplaySql.MakeDue);
        _ = makeDue.Bind(1, find.Int64(0)).Bind(2, find.Int64(1)).Bind(3, now).Execute();
        return ReplayOutcome.Due;
    }
}
