namespace Posthorn.Postgres.Writing.Appending;

/// <summary>The statements that put events into the log.</summary>
internal static class AppendSql
{
    /// <summary>
    /// Keys in order, so that nobody waits in a circle. Whoever comes second with a key waits for the first, and then finds the key taken.
    /// </summary>
    public const string Keys =
        """
        insert into idempotency_keys (partner_key, key, fingerprint, event_id)
        select k.partner_key, k.key, k.fingerprint, k.event_id
        from unnest($1, $2, $3, $4) as k (partner_key, key, fingerprint, event_id)
        on conflict do nothing
        """;

    /// <summary>
    /// Everything else in one statement, and one row as its answer: the places, the term if this node lives, the events whose key was taken, and the
    /// endpoints that are deleted. Who called knows from that what was stored.
    /// </summary>
    /// <remarks>
    /// <c>node</c>: the row is locked against being declared dead until the commit, so a dead node's claims are all there to be seen.
    /// <c>gone</c>: between matching and this commit the endpoint may have been deleted, and its deliveries cancelled.
    /// </remarks>
    public const string Events =
        """
        with node as materialized (
            select term from nodes where term = $1 and not dead for key share
        ), drawn as materialized (
            select array(select nextval('event_places') from generate_series(1, $2)) as places
        ), lost as materialized (
            select coalesce(array_agg(k.place), '{}') as places
            from unnest($3, $4, $5, $6) as k (place, partner_key, key, event_id)
            join idempotency_keys taken on taken.partner_key = k.partner_key and taken.key = k.key and taken.event_id <> k.event_id
        ), gone as materialized (
            select coalesce(array_agg(key), '{}') as keys from endpoints where key = any ($7) and status = 2
        ), stored as (
            insert into events (id, partner_key, sequence, type, subject, occurred_at, accepted_at, delivery_ids, data, resource, evidence)
            select e.id, e.partner_key, (select places from drawn)[e.place], e.type, e.subject, e.occurred_at, e.accepted_at,
                ($20::uuid[])[e.first:e.last], e.data, e.resource, e.evidence
            from unnest($8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
                as e (place, id, partner_key, type, subject, occurred_at, accepted_at, first, last, data, resource, evidence)
            where e.place <> all ((select places from lost)::int[])
        ), kept as (
            insert into deliveries (id, partner_key, endpoint_key, event_id, event_sequence, event_type, occurred_at,
                attempts, uncounted, due_at, holder, schedule_start, body_hash, created_at, changed_at)
            select d.id, d.partner_key, d.endpoint_key, d.event_id, (select places from drawn)[d.place], d.type, d.occurred_at,
                case when d.claimed and exists (select from node) then 1 else 0 end, 0, d.due_at,
                case when d.claimed then (select term from node) end, d.due_at, d.body_hash, d.accepted_at, d.accepted_at
            from unnest($20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30)
                as d (id, place, partner_key, endpoint_key, event_id, type, occurred_at, accepted_at, body_hash, claimed, due_at)
            where d.place <> all ((select places from lost)::int[])
                and (d.claimed or d.endpoint_key <> all ((select keys from gone)::bigint[]))
        )
        select (select places from drawn), (select term from node), (select places from lost), (select keys from gone)
        """;

    /// <summary>A key whose event is gone (its day was dropped, and the keys of that day are not all deleted yet) stands for nothing.</summary>
    public const string ForgetKeys =
        """
        delete from idempotency_keys taken
        using unnest($1, $2) as k (partner_key, key)
        where taken.partner_key = k.partner_key and taken.key = k.key and not exists (select from events e where e.id = taken.event_id)
        """;

    /// <summary>What came with a key before: a row for each delivery that it made, at least one.</summary>
    public const string Former =
        """
        select k.place, taken.fingerprint = k.fingerprint, e.id, e.sequence, d.id, endpoints.id
        from unnest($1, $2, $3, $4) as k (place, partner_key, key, fingerprint)
        join idempotency_keys taken on taken.partner_key = k.partner_key and taken.key = k.key
        join events e on e.id = taken.event_id and e.partner_key = taken.partner_key
        left join lateral unnest(e.delivery_ids) as made (id) on true
        left join lateral (
            select id, endpoint_key from deliveries where id = made.id
            union all
            select id, endpoint_key from deliveries_ended where id = made.id
        ) d on true
        left join endpoints on endpoints.key = d.endpoint_key
        order by k.place, d.endpoint_key
        """;
}
