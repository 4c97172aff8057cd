using Posthorn.Delivery.Lanes;
using Posthorn.Sqlite.Connection;

namespace Posthorn.Sqlite.Writing;

/// <summary>Claims deliveries of one endpoint that are due, and counts their attempts.</summary>
internal sealed class ClaimCommand(ClaimRequest request, DateTimeOffset now) : WriteCommand<Claim>
{
    // The inner query walks the index of due deliveries and stops at the limit: what lies behind it costs nothing.
    private const string Find = """
        select d.event_sequence, d.id, d.attempts, d.uncounted, d.schedule_start, d.body_hash, e.id, e.type, e.occurred_at, e.data
        from (
            select event_sequence, endpoint_key from deliveries
            where endpoint_key = ?1 and due_at <= ?2 and (changed_at < ?3 or due_at <= ?5)
            order by due_at
            limit ?4
        ) due
        join deliveries d on d.event_sequence = due.event_sequence and d.endpoint_key = due.endpoint_key
        join events e on e.sequence = d.event_sequence
        order by d.due_at
        """;

    private const string Take = """
        update deliveries set due_at = 9223372036854775807, attempts = ?3, schedule_start = ?4, changed_at = ?5
        where event_sequence = ?1 and endpoint_key = ?2
        """;

    private const string Next = "select min(due_at) from deliveries where endpoint_key = ?1 and due_at < 9223372036854775807";

    protected override Claim Apply(SqliteConnection connection)
    {
        var claimed = FindDue(connection);
        foreach (var delivery in claimed)
        {
            _ = connection.Kept(Take)
                .Bind(1, delivery.EventSequence).Bind(2, delivery.EndpointKey).Bind(3, delivery.Attempt)
                .Bind(4, delivery.ScheduleStart).Bind(5, now)
                .Execute();
        }

        var next = connection.Kept(Next).Bind(1, request.EndpointKey);
        var due = next.Read() ? next.TimeOrNull(0) : null;
        next.Reset();

        return new(claimed, due <= request.DueBy && claimed.Count > 0, due);
    }

    private List<DueDelivery> FindDue(SqliteConnection connection)
    {
        var claimed = new List<DueDelivery>();
        var bytes = 0;
        var rows = connection.Kept(Find)
            .Bind(1, request.EndpointKey).Bind(2, Math.Min(request.DueBy.ToUnixTimeMilliseconds(), ClaimMark.Value - 1))
            .Bind(3, request.ChangedBefore?.ToUnixTimeMilliseconds() ?? long.MaxValue).Bind(4, request.Limit).Bind(5, now);
        while (bytes < request.MaxBytes && rows.Read())
        {
            var delivery = Read(rows);
            claimed.Add(delivery);
            bytes += delivery.Reserved;
        }

        rows.Reset();
        return claimed;
    }

    private DueDelivery Read(Statement row)
    {
        var (attempts, uncounted, data) = (row.Int32(2), row.Int32(3), row.Bytes(9));
        return new()
        {
            EventSequence = row.Int64(0),
            EndpointKey = request.EndpointKey,
            Id = new(row.Guid(1)),
            Attempt = attempts + 1,
            Uncounted = uncounted,

            // The schedule runs from the first attempt: what waited for its turn has lost nothing of it.
            ScheduleStart = attempts == uncounted ? now : row.Time(4),
            BodyHash = row.Int64(5),
            EventId = new(row.Guid(6)),
            EventType = row.Text(7),
            OccurredAt = row.Time(8),
            Data = data,
            Reserved = DueDelivery.Weigh(data.Length),
        };
    }
}
