using Npgsql;
using NpgsqlTypes;
using Posthorn.Delivery.Lanes;
using Posthorn.Postgres.Writing.Batching;

namespace Posthorn.Postgres.Writing.Claiming;

/// <summary>Finds what waited too long behind an endpoint that is held. Looks at a bounded number of rows a call, and changes none.</summary>
internal static class ExpiredRows
{
    private const string Look =
        """
        select id, event_id, event_sequence, event_type, occurred_at, attempts, uncounted, schedule_start, due_at
        from deliveries
        where endpoint_key = $1 and holder is null and due_at <= $2 and (due_at, event_sequence) > ($3, $4)
        order by due_at, event_sequence
        limit $5
        """;

    public static async Task<Expiry> FindAsync(NpgsqlDataSource source, ExpiryRequest request, DateTimeOffset now)
    {
        var look = new ArrayStatement(Look);
        look.Value<long>(NpgsqlDbType.Bigint).Value = request.EndpointKey;
        look.Value<DateTime>(NpgsqlDbType.TimestampTz).Value = now.UtcDateTime;
        look.Value<DateTime>(NpgsqlDbType.TimestampTz).Value = new(request.After.DueAt, DateTimeKind.Utc);
        look.Value<long>(NpgsqlDbType.Bigint).Value = request.After.EventSequence;
        look.Value<int>(NpgsqlDbType.Integer).Value = request.LookAt;

        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(new(Plans.ByIndex));
        batch.BatchCommands.Add(look.ToCommand());
        await using var row = await batch.ExecuteReaderAsync();
        _ = await row.NextResultAsync();
        var expired = new List<DueDelivery>();
        var (place, looked) = (request.After, 0);
        while (await row.ReadAsync())
        {
            looked++;
            var delivery = Read(row, request.EndpointKey);
            place = new(row.GetDateTime(8).Ticks, delivery.EventSequence);

            // The start of the schedule moves with a replay and with the first attempt; until then it is the acceptance.
            if (delivery.ScheduleStart + (delivery.Attempt > delivery.Uncounted ? request.AfterFirstAttempt : request.NeverTried) < now)
            {
                expired.Add(delivery);
            }
        }

        return new(expired, looked < request.LookAt ? default : place);
    }

    private static DueDelivery Read(NpgsqlDataReader row, long endpointKey) => new()
    {
        Id = new(row.GetGuid(0)),
        EventId = new(row.GetGuid(1)),
        EventSequence = row.GetInt64(2),
        EndpointKey = endpointKey,
        EventType = row.GetString(3),
        OccurredAt = row.GetFieldValue<DateTimeOffset>(4),
        Holder = 0,
        Attempt = row.GetInt32(5),
        Uncounted = row.GetInt32(6),
        ScheduleStart = row.GetFieldValue<DateTimeOffset>(7),
        BodyHash = 0,
        Data = default,
        Reserved = DueDelivery.Weigh(0),
    };
}
