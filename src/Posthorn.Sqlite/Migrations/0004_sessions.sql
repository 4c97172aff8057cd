-- A session is found by its partner and its id; version guards every write. deadline_at says which sweep selects an open row: null is none.
create table sessions (
    partner_key     integer not null,
    id              text    not null,
    kind            integer not null,
    encounter_id    text    not null,
    state           integer not null,
    version         integer not null,
    client          integer not null,
    additional_info blob,
    error_code      text,
    error_detail    text,
    event_id        blob,
    fingerprint     blob    not null,
    time_limit_ms   integer,
    deadline_at     integer,
    created_at      integer not null,
    changed_at      integer not null,
    primary key (partner_key, id)
) without rowid;

create index sessions_encounter on sessions (partner_key, encounter_id, created_at);
create index sessions_deadline on sessions (deadline_at) where deadline_at is not null;
create index sessions_changed on sessions (changed_at);

-- of_encounter: whether owner is the id of an encounter and not of a session.
create table session_documents (
    key          integer primary key,
    partner_key  integer not null,
    of_encounter integer not null,
    owner        text    not null,
    part         integer not null,
    changed_at   integer not null,
    data         blob    not null
);

create unique index session_documents_owner on session_documents (partner_key, of_encounter, owner, part);
create index session_documents_changed on session_documents (changed_at) where of_encounter = 1;
