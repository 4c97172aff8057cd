using Npgsql;
using Posthorn.Postgres.Writing.Appending;

namespace Posthorn.Postgres.Configuration;

/// <summary>Ends what waits for an endpoint that was deleted. Not all in one commit: a million would keep every publisher waiting for seconds.</summary>
internal static class WaitingDeliveries
{
    private const int Most = 20_000;

    // What a lane holds at this moment is left to the lane: it is being sent, or will be ended when it is settled. So is what is just being claimed.
    private const string Cancel =
        """
        with waiting as materialized (
            select id, partner_key
            from deliveries
            where endpoint_key = $1 and holder is null
            limit $3
            for update skip locked
        ), gone as (
            delete from deliveries d using waiting where d.id = waiting.id and d.partner_key = waiting.partner_key
            returning d.*
        )
        insert into deliveries_ended (id, partner_key, endpoint_key, event_id, event_sequence, event_type, occurred_at, state, attempts,
            uncounted, schedule_start, body_hash, last_outcome, created_at, changed_at)
        select id, partner_key, endpoint_key, event_id, event_sequence, event_type, occurred_at, 3, attempts,
            uncounted, schedule_start, body_hash, 'endpoint_deleted', created_at, $2
        from gone
        """;

    /// <summary>Cut short by a crash, the rest waits for an endpoint that is gone, and its lane ends it.</summary>
    public static async Task CancelAsync(NpgsqlDataSource source, long endpointKey, DateTimeOffset now)
    {
        // Those that have not seen the deletion may bring something that waits for its endpoint.
        await AppendsUnderWay.WaitAsync(source);
        int cancelled;
        do
        {
            await using var command = source.CreateCommand(Cancel);
            command.Parameters.Add(new() { Value = endpointKey });
            command.Parameters.Add(new() { Value = now.ToUniversalTime() });
            command.Parameters.Add(new() { Value = Most });
            cancelled = await command.ExecuteNonQueryAsync();
        }
        while (cancelled == Most);
    }
}
