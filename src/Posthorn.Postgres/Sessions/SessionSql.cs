namespace Posthorn.Postgres.Sessions;

/// <summary>The statements about sessions.</summary>
internal static class SessionSql
{
    public const string Find = $"select {Columns} from sessions where partner_key = $1 and id = $2";

    public const string OfEncounter = $"select {Columns} from sessions where partner_key = $1 and encounter_id = $2 order by created_at, id limit $3";

    public const string Overdue = $"select {Columns} from sessions where deadline_at <= $1 order by deadline_at limit $2";

    public const string Document = "select data from session_documents where partner_key = $1 and of_encounter = $2 and owner = $3 and part = $4";

    public const string Parts = "select part from session_documents where partner_key = $1 and of_encounter = $2 and owner = $3 order by part";

    /// <summary>
    /// New rows and changed ones of a batch, each if nobody else came first, and the documents of those that are written. Its answer is the places of
    /// these. Of two in one batch that follow the same version, one is written.
    /// </summary>
    public const string Write = $"""
        with given as materialized (
            select * from unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17) as g (place, {Columns})
        ), named as materialized (
            select distinct on (partner_key, id) * from given where version = 1 order by partner_key, id, place
        ), made as (
            insert into sessions ({Columns}) select {Columns} from named on conflict do nothing returning partner_key, id
        ), turned as (
            update sessions s
            set encounter_id = g.encounter_id, state = g.state, version = g.version, client = g.client, additional_info = g.additional_info,
                error_code = g.error_code, error_detail = g.error_detail, event_id = g.event_id, fingerprint = g.fingerprint,
                time_limit_ms = g.time_limit_ms, deadline_at = g.deadline_at, changed_at = g.changed_at
            from given g
            where g.version > 1 and s.partner_key = g.partner_key and s.id = g.id and s.version = g.version - 1
            returning g.place
        ), written as materialized (
            select n.place from named n join made m on m.partner_key = n.partner_key and m.id = n.id
            union all
            select place from turned
        ), kept as (
            insert into session_documents (partner_key, of_encounter, owner, part, changed_at, data)
            select distinct on (partner_key, of_encounter, owner, part) partner_key, of_encounter, owner, part, changed_at, data
            from unnest($18, $19, $20, $21, $22, $23, $24) as d (place, partner_key, of_encounter, owner, part, changed_at, data)
            where d.place in (select place from written)
            order by partner_key, of_encounter, owner, part, place desc
            on conflict (partner_key, of_encounter, owner, part) do update set changed_at = excluded.changed_at, data = excluded.data
        )
        select place from written
        """;

    /// <summary>Rows that somebody else has locked are changing, and so not old.</summary>
    public const string Forget = """
        with old as materialized (
            select partner_key, id from sessions where changed_at < $1 order by changed_at limit $2 for update skip locked
        ), gone as (
            delete from sessions s using old where s.partner_key = old.partner_key and s.id = old.id returning s.partner_key, s.id
        ), documents as (
            delete from session_documents d using gone where d.partner_key = gone.partner_key and not d.of_encounter and d.owner = gone.id
        ), old_documents as materialized (
            select partner_key, owner, part from session_documents where of_encounter and changed_at < $1 limit $2
        ), of_encounters as (
            delete from session_documents d using old_documents o
            where d.partner_key = o.partner_key and d.of_encounter and d.owner = o.owner and d.part = o.part and d.changed_at < $1
            returning 1
        )
        select greatest((select count(*) from gone), (select count(*) from of_encounters))::integer
        """;

    private const string Columns =
        "partner_key, id, kind, encounter_id, state, version, client, additional_info, error_code, error_detail, event_id, fingerprint, time_limit_ms, deadline_at, created_at, changed_at";
}
