using Posthorn.Postgres.Reading;

namespace Posthorn.Postgres.Replay;

/// <summary>The statements that make deliveries due again.</summary>
internal static class ReplaySql
{
    /// <summary>
    /// With the values known, only the days that they name are planned for, and locked: a day that retention looks through keeps nobody else waiting.
    /// </summary>
    public const string ForTheseValues = "select set_config('plan_cache_mode', 'force_custom_plan', true)";

    public const string Find =
        """
        select d.event_id, d.in_flight, endpoints.status
        from (
            select event_id, endpoint_key, holder is not null as in_flight from deliveries where id = $1
            union all
            select event_id, endpoint_key, false from deliveries_ended where id = $1
        ) d
        join endpoints on endpoints.key = d.endpoint_key
        where exists (select from events where id = d.event_id)
        """;

    /// <summary>
    /// Retention locks the events of the day that it drops, and then looks for what is open of them. So whoever opens something locks its event first: it is
    /// seen, or finds the event gone.
    /// </summary>
    public const string LockEvents = "select id from events where id = any ($1) order by id for key share";

    /// <summary>The schedule begins afresh; what was tried before stays counted in the history, and no more against the schedule.</summary>
    public const string MakeDue =
        """
        update deliveries d
        set due_at = $2, uncounted = d.attempts, schedule_start = $2, changed_at = $2
        from endpoints
        where d.id = $1 and d.holder is null and endpoints.key = d.endpoint_key and endpoints.status <> 2
        returning d.endpoint_key
        """;

    /// <summary>What has ended in one of the states, by their bits in the numbers of <see cref="Posthorn.Delivery.Recording.DeliveryState"/>, goes back to what is open.</summary>
    public const string Reopen =
        """
        with ended as (
            delete from deliveries_ended d
            using endpoints
            where d.id = any ($1) and (1 << d.state) & $3 <> 0 and endpoints.key = d.endpoint_key and endpoints.status <> 2
                and exists (select from events where id = d.event_id and id = any ($4))
            returning d.*
        )
        insert into deliveries (id, partner_key, endpoint_key, event_id, event_sequence, event_type, occurred_at, attempts, uncounted, due_at, holder,
            schedule_start, body_hash, last_outcome, created_at, changed_at)
        select id, partner_key, endpoint_key, event_id, event_sequence, event_type, occurred_at, attempts, attempts, $2, null,
            $2, body_hash, last_outcome, created_at, $2
        from ended
        returning endpoint_key
        """;

    /// <summary>
    /// Deliveries of events that an endpoint missed. The event names its deliveries; one that has got a further since it was looked at is left to whoever made that.
    /// </summary>
    public const string Create =
        """
        with noted as (
            update events e
            set delivery_ids = e.delivery_ids || m.id
            from unnest($1, $3, $4, $5) as m (event_id, id, made, body_hash)
            where e.id = any ($1) and e.id = m.event_id and cardinality(e.delivery_ids) = m.made
            returning m.id, e.partner_key, e.id as event_id, e.sequence, e.type, e.occurred_at, m.body_hash
        )
        insert into deliveries (id, partner_key, endpoint_key, event_id, event_sequence, event_type, occurred_at, attempts, uncounted, due_at,
            schedule_start, body_hash, created_at, changed_at)
        select id, partner_key, $6, event_id, sequence, type, occurred_at, 0, 0, $2, $2, body_hash, $2, $2
        from noted
        returning endpoint_key
        """;

    public const string EventsByIds = $"select {EventColumns.All} from events e where e.id = any ($1)";

    public const string FindEndpoint = "select partner_key, status from endpoints where key = $1";

    /// <summary>The next events of a range, each with the endpoint's delivery of it, if there is one.</summary>
    public const string Look =
        """
        select e.id, e.sequence, e.accepted_at, e.type, cardinality(e.delivery_ids), d.id, d.state
        from (
            select id, sequence, accepted_at, type, delivery_ids
            from events
            where partner_key = $1 and sequence > $2 and sequence <= $3
            order by sequence
            limit $4
        ) e
        left join lateral (
            select known.id, known.state
            from unnest(e.delivery_ids) as made (id)
            cross join lateral (
                select id, 0 as state from deliveries where id = made.id and endpoint_key = $5
                union all
                select id, state from deliveries_ended where id = made.id and endpoint_key = $5
            ) known
            limit 1
        ) d on true
        order by e.sequence
        """;
}
