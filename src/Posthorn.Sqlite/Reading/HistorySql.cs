namespace Posthorn.Sqlite.Reading;

/// <summary>The questions that history answers. Each finds its rows by an index; a test reads the plans.</summary>
internal static class HistorySql
{
    public const string EventById =
        $"""
        select {EventColumns.All}
        from events e
        where e.id = ?1
        """;

    public const string Feed =
        $"""
        select {EventColumns.All}
        from events e
        where e.partner_key = ?1 and e.sequence > ?2
        order by e.sequence
        limit ?3
        """;

    public const string Receipts =
        """
        select e.id, e.sequence, e.occurred_at, e.accepted_at, e.evidence
        from events e
        where e.partner_key = ?1 and e.resource = ?2
        order by e.sequence
        """;

    public const string Arrivals =
        """
        select e.id, e.sequence, e.type, e.accepted_at, e.evidence
        from events e
        where e.partner_key = ?1 and e.subject = ?2 and e.resource is not null
        order by e.sequence
        """;

    public const string DeliveryById =
        $"""
        select {DeliveryColumns.All}
        from deliveries d
        cross join events e on e.sequence = d.event_sequence
        where d.id = ?1
        """;

    public const string DeliveriesOfEvent =
        $"""
        select {DeliveryColumns.All}
        from events e
        cross join deliveries d on d.event_sequence = e.sequence
        where e.id = ?1
        order by d.endpoint_key
        """;

    public const string AttemptsOfDelivery =
        """
        select a.id, a.number, a.started_at, a.took_us, a.outcome, a.status, a.ambiguous, a.answer_head
        from deliveries d
        cross join attempts a on a.event_sequence = d.event_sequence and a.endpoint_key = d.endpoint_key
        where d.id = ?1
        order by a.number
        """;

    // A listing walks places in the log, newest first, and looks up the deliveries at each.
    public const string PlacesOfPartner =
        "select sequence from events where partner_key = ?1 and sequence < ?2 order by sequence desc limit ?3";

    public const string DeliveriesAtPlace =
        $"""
        select {DeliveryColumns.All}
        from deliveries d
        cross join events e on e.sequence = d.event_sequence
        where d.event_sequence = ?1 and (?2 is null or d.state = ?2)
        order by d.endpoint_key
        """;

    public const string DeliveryAtPlace =
        $"""
        select {DeliveryColumns.All}
        from deliveries d
        cross join events e on e.sequence = d.event_sequence
        where d.event_sequence = ?1 and d.endpoint_key = ?3 and (?2 is null or d.state = ?2)
        """;

    public const string EndpointsOfPartner = "select key from endpoints where partner_key = ?1 and (?2 is null or key = ?2)";

    public const string EndedBadly =
        """
        select event_sequence
        from deliveries
        where endpoint_key = ?1 and state in (2, 3) and state = ?2 and event_sequence < ?3
        order by event_sequence desc
        limit ?4
        """;

    public const string Open =
        """
        select event_sequence
        from deliveries
        where endpoint_key = ?1 and due_at is not null
        limit ?2
        """;

    public const string CountPending = "select count(*) from deliveries where due_at is not null";

    // By endpoint, so that only the dead are counted and not the cancelled beside them.
    public const string CountDead =
        """
        select sum((select count(*) from deliveries d where d.endpoint_key = endpoints.key and d.state in (2, 3) and d.state = 2))
        from endpoints
        """;

    // The first entry of each endpoint's queue. One that a lane holds has the greatest due moment there is, and comes last.
    public const string OldestDue =
        """
        select min((
            select d.due_at
            from deliveries d
            where d.endpoint_key = endpoints.key and d.due_at is not null
            order by d.due_at
            limit 1))
        from endpoints
        where endpoints.status = 0
        """;
}
