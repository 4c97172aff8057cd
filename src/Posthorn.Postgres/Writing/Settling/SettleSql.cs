namespace Posthorn.Postgres.Writing.Settling;

/// <summary>The statements that write down how claims ended. Most answer with the places of those that were still held.</summary>
internal static class SettleSql
{
    /// <summary>The holder and the attempt's number are the fence. What has ended leaves the table of what is open.</summary>
    public const string End =
        $"""
        with settled as (
            delete from deliveries d
            using {Settlements}, state)
            where d.id = s.id and d.holder = s.holder and d.attempts = s.attempt
            returning {Kept}, s.*
        ), ended as (
            {InsertEnded}
        ), tried as (
            {InsertAttempts}
        )
        {Places}
        """;

    /// <summary>Due again, by the same fence.</summary>
    public const string Retry =
        $"""
        with settled as (
            update deliveries d
            set holder = null, due_at = s.due_at, uncounted = s.uncounted, last_outcome = s.last_outcome, changed_at = s.at
            from {Settlements}, due_at)
            where d.id = s.id and d.holder = s.holder and d.attempts = s.attempt
            returning d.partner_key, s.*
        ), tried as (
            {InsertAttempts}
        )
        {Places}
        """;

    /// <summary>Ended without an attempt, so without a claim. The fence is that nobody has tried it, or asked for it again, since it was found.</summary>
    public const string EndWaiting =
        $"""
        with settled as (
            delete from deliveries d
            using unnest($1, $2, $3, $4, $5, $6, $7, $8) as s (place, id, attempt, schedule_start, state, uncounted, last_outcome, at)
            where d.id = s.id and d.holder is null and d.attempts = s.attempt and d.schedule_start = s.schedule_start
            returning {Kept}, s.*
        ), ended as (
            {InsertEnded}
        )
        {Places}
        """;

    /// <summary>A late answer that it arrived ends whatever has not ended, whoever holds it.</summary>
    public const string DeliverLate =
        $"""
        with settled as (
            delete from deliveries d
            using unnest($1, $2, $3) as s (id, last_outcome, at)
            where d.id = s.id
            returning {Kept}, d.attempts as attempt, d.uncounted, s.id, 1 as state, s.last_outcome, s.at
        )
        {InsertEnded}
        """;

    /// <summary>A late attempt is kept all the same.</summary>
    public const string TriedLate =
        $"""
        with settled as (
            select distinct on (s.id, s.attempt) endpoints.partner_key, s.*
            from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
                as s (id, endpoint_key, attempt, attempt_id, started_at, took_us, outcome, status, ambiguous, answer_head)
            join endpoints on endpoints.key = s.endpoint_key
            where exists (select from deliveries where id = s.id) or exists (select from deliveries_ended where id = s.id)
            order by s.id, s.attempt, s.outcome = 'outcome_unknown'
        )
        {InsertAttempts}
        """;

    private const string Settlements =
        """
        unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
                as s (place, id, holder, attempt, uncounted, last_outcome, at, attempt_id, started_at, took_us, outcome, status, ambiguous, answer_head
        """;

    private const string Kept =
        "d.partner_key, d.endpoint_key, d.event_id, d.event_sequence, d.event_type, d.occurred_at, d.schedule_start as schedule_began, d.body_hash, d.created_at";

    private const string InsertEnded =
        """
        insert into deliveries_ended (id, partner_key, endpoint_key, event_id, event_sequence, event_type, occurred_at, state, attempts, uncounted,
                schedule_start, body_hash, last_outcome, created_at, changed_at)
            select id, partner_key, endpoint_key, event_id, event_sequence, event_type, occurred_at, state, attempt, uncounted,
                schedule_began, body_hash, last_outcome, created_at, at
            from settled
        """;

    // A late attempt may find the row that recovery wrote in its place, and knows better. What is known stands.
    private const string InsertAttempts =
        """
        insert into attempts (delivery_id, number, partner_key, id, started_at, took_us, outcome, status, ambiguous, answer_head)
            select id, attempt, partner_key, attempt_id, started_at, took_us, outcome, status, ambiguous, nullif(answer_head, ''::bytea)
            from settled
            on conflict (delivery_id, number, partner_key) do update
            set took_us = excluded.took_us, outcome = excluded.outcome, status = excluded.status, ambiguous = excluded.ambiguous,
                answer_head = excluded.answer_head
            where attempts.outcome = 'outcome_unknown'
        """;

    private const string Places = "select coalesce(array_agg(place), array[]::int[]) from settled";
}
