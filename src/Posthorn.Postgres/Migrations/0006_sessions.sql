-- A session is found by its partner and its id; version guards every write. deadline_at says which sweep selects an open row: null is none.
create table sessions (
    partner_key     bigint      not null,
    id              text        not null,
    kind            integer     not null,
    encounter_id    text        not null,
    state           integer     not null,
    version         bigint      not null,
    client          integer     not null,
    additional_info bytea,
    error_code      text,
    error_detail    text,
    event_id        uuid,
    fingerprint     bytea       not null,
    time_limit_ms   bigint,
    deadline_at     timestamptz,
    created_at      timestamptz not null,
    changed_at      timestamptz not null,
    primary key (partner_key, id)
);

create index sessions_encounter on sessions (partner_key, encounter_id, created_at);
create index sessions_deadline on sessions (deadline_at) where deadline_at is not null;
create index sessions_changed on sessions (changed_at);

-- of_encounter: whether owner is the id of an encounter and not of a session.
create table session_documents (
    partner_key  bigint      not null,
    of_encounter boolean     not null,
    owner        text        not null,
    part         integer     not null,
    changed_at   timestamptz not null,
    data         bytea       not null,
    primary key (partner_key, of_encounter, owner, part)
);

create index session_documents_changed on session_documents (changed_at) where of_encounter;
