using Posthorn.Delivery.Lanes;
using Posthorn.Sqlite.Connection;

namespace Posthorn.Sqlite.Writing;

/// <summary>Finds what waited too long behind an endpoint that is held. Looks at a bounded number of rows a call, and changes none.</summary>
internal sealed class ExpireCommand(ExpiryRequest request, DateTimeOffset now) : WriteCommand<Expiry>
{
    private const string Look = """
        select d.due_at, d.event_sequence, d.attempts, d.uncounted, d.schedule_start, d.id, e.id, e.type, e.occurred_at
        from deliveries d
        join events e on e.sequence = d.event_sequence
        where d.endpoint_key = ?1 and d.due_at <= ?2 and (d.due_at, d.event_sequence) > (?3, ?4)
        order by d.due_at, d.event_sequence
        limit ?5
        """;

    protected override Expiry Apply(SqliteConnection connection)
    {
        var expired = new List<DueDelivery>();
        var (place, looked) = (request.After, 0);
        var rows = connection.Kept(Look)
            .Bind(1, request.EndpointKey).Bind(2, now).Bind(3, place.DueAt).Bind(4, place.EventSequence).Bind(5, request.LookAt);
        while (rows.Read())
        {
            looked++;
            place = new(rows.Int64(0), rows.Int64(1));

            // The start of the schedule moves with a replay and with the first attempt; until then it is the acceptance.
            var hold = rows.Int32(2) > rows.Int32(3) ? request.AfterFirstAttempt : request.NeverTried;
            if (rows.Time(4) + hold < now)
            {
                expired.Add(Read(rows));
            }
        }

        return new(expired, looked < request.LookAt ? default : place);
    }

    private DueDelivery Read(Statement row) => new()
    {
        EventSequence = row.Int64(1),
        EndpointKey = request.EndpointKey,
        Attempt = row.Int32(2),
        Uncounted = row.Int32(3),
        ScheduleStart = row.Time(4),
        Id = new(row.Guid(5)),
        EventId = new(row.Guid(6)),
        EventType = row.Text(7),
        OccurredAt = row.Time(8),
        BodyHash = 0,
        Data = default,
        Reserved = DueDelivery.Weigh(0),
    };
}
