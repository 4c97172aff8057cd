namespace Posthorn.Postgres.Reading;

/// <summary>The questions that history answers. Each finds its rows by an index, and in the days that its ids name; a test reads the plans.</summary>
internal static class HistorySql
{
    public const string EventById = $"select {EventColumns.All} from events e where e.id = $1";

    public const string Feed =
        $"""
        select {EventColumns.All}
        from events e
        where e.partner_key = $1 and e.sequence > $2 and e.sequence <= $3
        order by e.sequence
        limit $4
        """;

    /// <summary>For many partners at once, each from a place of its own, between two ids.</summary>
    public const string News =
        """
        select asked.partner_key
        from unnest($1, $2) as asked (partner_key, after)
        cross join lateral (
            select e.sequence
            from events e
            where e.partner_key = asked.partner_key and e.sequence > asked.after and e.sequence <= $3 and e.id >= $4 and e.id < $5
            limit 1
        ) something
        """;

    /// <summary>For many resources at once: a row's place says for which of them it is.</summary>
    public const string Receipts =
        """
        select asked.place, e.id, e.sequence, e.occurred_at, e.accepted_at, e.evidence
        from unnest($1, $2) with ordinality as asked (partner_key, resource, place)
        join events e on e.partner_key = asked.partner_key and e.resource = asked.resource
        order by asked.place, e.sequence
        """;

    public const string Arrivals =
        """
        select e.id, e.sequence, e.type, e.accepted_at, e.evidence
        from events e
        where e.partner_key = $1 and e.subject = $2 and e.resource is not null
        order by e.sequence
        """;

    public const string DeliveryById =
        $"""
        select {DeliveryColumns.OfOpen} from deliveries d where d.id = $1
        union all
        select {DeliveryColumns.OfEnded} from deliveries_ended d where d.id = $1
        """;

    public const string DeliveriesOfEvent =
        $"""
        select d.*
        from events e
        cross join unnest(e.delivery_ids) as made (id)
        cross join lateral ({OfMade}) d
        where e.id = $1
        order by d.endpoint_key
        """;

    public const string AttemptsOfDelivery =
        """
        select a.id, a.number, a.started_at, a.took_us, a.outcome, a.status, a.ambiguous, a.answer_head
        from attempts a
        where a.delivery_id = $1
        order by a.number
        """;

    /// <summary>The newest events before a place, a row for each of their deliveries that is asked for, and one row at least.</summary>
    public const string Walk =
        $"""
        select d.*, e.sequence
        from (
            select sequence, delivery_ids from events
            where partner_key = $1 and sequence < $2
            order by sequence desc
            limit $3
        ) e
        left join lateral (
            select d.*
            from unnest(e.delivery_ids) as made (id)
            cross join lateral ({OfMade}) d
            where ($4::integer is null or d.state = $4) and ($5::bigint is null or d.endpoint_key = $5)
        ) d on true
        order by e.sequence desc, d.endpoint_key
        """;

    /// <summary>Dead or cancelled ones, of each endpoint the newest before a place.</summary>
    public const string EndedBadly =
        $"""
        select d.*
        from endpoints
        cross join lateral (
            select {DeliveryColumns.OfEnded}
            from deliveries_ended d
            where d.endpoint_key = endpoints.key and d.state in (2, 3) and d.state = $5 and d.event_sequence < $2
            order by d.event_sequence desc
            limit $3
        ) d
        where endpoints.partner_key = $1 and ($4::bigint is null or endpoints.key = $4)
        order by d.event_sequence desc, d.endpoint_key
        """;

    /// <summary>Whether all that is open may be read through.</summary>
    public const string OpenIsSmall = "select pg_relation_size('deliveries') < 64 * 1024 * 1024";

    /// <summary>All that is open of a partner. The only question that reads a table through, and only where that is small.</summary>
    public const string Open =
        $"""
        select {DeliveryColumns.OfOpen}
        from deliveries d
        where d.partner_key = $1 and d.event_sequence < $2 and ($4::bigint is null or d.endpoint_key = $4)
        order by d.event_sequence desc
        fetch first ($3) rows with ties
        """;

    private const string OfMade =
        $"""
        select {DeliveryColumns.OfOpen} from deliveries d where d.id = made.id
            union all
            select {DeliveryColumns.OfEnded} from deliveries_ended d where d.id = made.id
        """;
}
