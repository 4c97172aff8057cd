using Posthorn.Delivery.Lanes;
using Posthorn.Sqlite.Connection;

namespace Posthorn.Sqlite.Writing;

/// <summary>Claims, to be ended, what waited too long behind an endpoint that is held. Looks at a bounded number of rows a call.</summary>
internal sealed class ExpireCommand(ExpiryRequest request, DateTimeOffset now) : WriteCommand<Expiry>
{
    private const string Look = """
        select due_at, event_sequence, attempts, uncounted, schedule_start, created_at from deliveries
        where endpoint_key = ?1 and due_at <= ?2 and (due_at, event_sequence) > (?3, ?4)
        order by due_at, event_sequence
        limit ?5
        """;

    private const string Take = """
        update deliveries set due_at = 9223372036854775807, changed_at = ?3
        where event_sequence = ?1 and endpoint_key = ?2
        returning id, (select id from events where sequence = event_sequence), (select type from events where sequence = event_sequence)
        """;

    protected override Expiry Apply(SqliteConnection connection)
    {
        var expired = new List<(long Sequence, int Attempts, int Uncounted)>();
        var (place, looked) = (request.After, 0);
        var rows = connection.Kept(Look)
            .Bind(1, request.EndpointKey).Bind(2, now).Bind(3, place.DueAt).Bind(4, place.EventSequence).Bind(5, request.LookAt);
        while (rows.Read())
        {
            looked++;
            place = new(rows.Int64(0), rows.Int64(1));
            var (attempts, uncounted) = (rows.Int32(2), rows.Int32(3));
            var end = attempts > uncounted ? rows.Time(4) + request.AfterFirstAttempt : rows.Time(5) + request.NeverTried;
            if (end < now)
            {
                expired.Add((place.EventSequence, attempts, uncounted));
            }
        }

        var deliveries = expired.ConvertAll(row => Claim(connection, row.Sequence, row.Attempts, row.Uncounted));
        return new(deliveries, looked < request.LookAt ? default : place);
    }

    private DueDelivery Claim(SqliteConnection connection, long sequence, int attempts, int uncounted)
    {
        var row = connection.Kept(Take).Bind(1, sequence).Bind(2, request.EndpointKey).Bind(3, now);
        _ = row.Read();
        var delivery = new DueDelivery
        {
            EventSequence = sequence,
            EndpointKey = request.EndpointKey,
            Id = new(row.Guid(0)),
            EventId = new(row.Guid(1)),
            EventType = row.Text(2),
            Attempt = attempts,
            Uncounted = uncounted,
            ScheduleStart = now,
            OccurredAt = now,
            BodyHash = 0,
            Data = default,
            Reserved = DueDelivery.Weigh(0),
        };
        _ = row.Read();

        return delivery;
    }
}
