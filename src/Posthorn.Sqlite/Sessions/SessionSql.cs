namespace Posthorn.Sqlite.Sessions;

/// <summary>The statements about sessions.</summary>
internal static class SessionSql
{
    public const string Find = $"select {Columns} from sessions where partner_key = ?1 and id = ?2";

    public const string OfEncounter = $"select {Columns} from sessions where partner_key = ?1 and encounter_id = ?2 order by created_at, id limit ?3";

    public const string Overdue = $"select {Columns} from sessions where deadline_at <= ?1 order by deadline_at limit ?2";

    public const string Insert = $"""
        insert into sessions ({Columns})
        values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
        on conflict do nothing
        """;

    /// <summary>Its kind, and when it was made, stay as they are.</summary>
    public const string Update = """
        update sessions
        set encounter_id = ?4, state = ?5, version = ?6, client = ?7, additional_info = ?8, error_code = ?9, error_detail = ?10, event_id = ?11,
            fingerprint = ?12, time_limit_ms = ?13, deadline_at = ?14, changed_at = ?16
        where partner_key = ?1 and id = ?2 and version = ?6 - 1
        """;

    public const string Keep = """
        insert into session_documents (partner_key, of_encounter, owner, part, changed_at, data)
        values (?1, ?2, ?3, ?4, ?5, ?6)
        on conflict (partner_key, of_encounter, owner, part) do update set changed_at = excluded.changed_at, data = excluded.data
        """;

    public const string Document = "select data from session_documents where partner_key = ?1 and of_encounter = ?2 and owner = ?3 and part = ?4";

    public const string Parts = "select part from session_documents where partner_key = ?1 and of_encounter = ?2 and owner = ?3 order by part";

    public const string Old = "select partner_key, id from sessions where changed_at < ?1 order by changed_at limit ?2";

    public const string Forget = "delete from sessions where partner_key = ?1 and id = ?2 and changed_at < ?3";

    public const string ForgetDocuments = "delete from session_documents where partner_key = ?1 and of_encounter = 0 and owner = ?2";

    public const string ForgetOfEncounters =
        "delete from session_documents where key in (select key from session_documents where of_encounter = 1 and changed_at < ?1 limit ?2)";

    private const string Columns =
        "partner_key, id, kind, encounter_id, state, version, client, additional_info, error_code, error_detail, event_id, fingerprint, time_limit_ms, deadline_at, created_at, changed_at";
}
