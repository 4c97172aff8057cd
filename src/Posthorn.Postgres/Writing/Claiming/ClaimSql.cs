namespace Posthorn.Postgres.Writing.Claiming;

/// <summary>The statement that claims for many lanes at once.</summary>
internal static class ClaimSql
{
    /// <summary>
    /// A row for each claimed delivery, and one for each lane that this node may work, with the moment when what was left behind comes due.
    /// </summary>
    /// <remarks>
    /// <c>node</c>: locked against being declared dead until the commit; a dead node claims nothing.
    /// <c>due</c>: one more than asked for, to see what comes next. It walks the index from where the last claim ended and stops at the limit.
    /// <c>weighed</c>: the size of the event's data is known without reading it, so what goes beyond the budget costs a look and no more.
    /// </remarks>
    public const string Claim =
        """
        with node as materialized (
            select term from nodes where term = $1 and not dead for key share
        ), asked as materialized (
            select a.*
            from unnest($2, $3, $4, $5, $6, $7, $8, $9, $10)
                as a (place, endpoint_key, most, bytes, now, due_by, changed_before, from_due, from_sequence)
            join lanes on lanes.endpoint_key = a.endpoint_key
            join node on node.term = lanes.holder
        ), due as (
            select a.place, a.most, a.bytes, a.now, d.*
            from asked a
            cross join lateral (
                select d.id, d.partner_key, d.event_id, d.due_at, d.event_sequence
                from deliveries d
                where d.endpoint_key = a.endpoint_key and d.holder is null
                    and (d.due_at, d.event_sequence) > (a.from_due, a.from_sequence) and d.due_at <= a.due_by
                    and (a.changed_before is null or d.changed_at < a.changed_before or d.due_at <= a.now)
                order by d.due_at, d.event_sequence
                limit a.most + 1
                for update skip locked
            ) d
        ), weighed as (
            select due.*, e.data,
                row_number() over (partition by due.place order by due.due_at, due.event_sequence) as nth,
                coalesce(sum(octet_length(e.data) + 512) over (partition by due.place order by due.due_at, due.event_sequence
                    rows between unbounded preceding and 1 preceding), 0) as before
            from due
            join events e on e.id = due.event_id and e.partner_key = due.partner_key
        ), taken as (
            update deliveries d
            set holder = $1, attempts = d.attempts + 1, changed_at = w.now,
                schedule_start = case when d.attempts = d.uncounted then w.now else d.schedule_start end
            from weighed w
            where w.nth <= w.most and w.before < w.bytes and d.id = w.id and d.partner_key = w.partner_key
            returning w.place, w.due_at, d.id, d.event_id, d.event_sequence, d.event_type, d.occurred_at, d.attempts, d.uncounted, d.schedule_start,
                d.body_hash, w.data
        ), left_behind as (
            select place, min(due_at) as due_at from weighed where nth > most or before >= bytes group by place
        )
        select * from taken
        union all
        select a.place,
            coalesce(
                least(b.due_at, (
                    select d.due_at from deliveries d
                    where d.endpoint_key = a.endpoint_key and d.holder is null and d.due_at > a.now and d.due_at <= a.due_by
                        and d.due_at < coalesce(b.due_at, 'infinity') and d.changed_at >= a.changed_before
                    order by d.due_at limit 1)),
                (
                    select d.due_at from deliveries d
                    where d.endpoint_key = a.endpoint_key and d.holder is null and d.due_at > a.due_by
                    order by d.due_at limit 1)),
            null, null, null, null, null, null, null, null, null, null
        from asked a
        left join left_behind b on b.place = a.place
        """;
}
