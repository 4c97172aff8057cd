-- Times are whole milliseconds since 1970 (UTC). Ids are the 16 bytes of their UUIDv7, big-endian, so that they sort by time.

create table partners (
    key          integer primary key,
    id           text    not null unique,
    name         text    not null,
    self_service integer not null,
    created_at   integer not null
);

create table api_keys (
    id          blob    not null primary key,
    partner_key integer references partners (key),
    scope       integer not null,
    hash        blob    not null unique,
    created_at  integer not null
) without rowid;

create table endpoints (
    key             integer primary key,
    id              blob    not null unique,
    partner_key     integer not null references partners (key),
    url             text    not null,
    profile         text    not null,
    event_types     text,
    schedule        text    not null,
    timeout_ms      integer not null,
    max_concurrency integer not null,
    rate_per_second real,
    sealed_headers  blob    not null,
    status          integer not null,
    disabled_reason text,
    created_at      integer not null
);

create index endpoints_partner on endpoints (partner_key);

create table endpoint_secrets (
    endpoint_key integer not null references endpoints (key),
    version      integer not null,
    sealed       blob    not null,
    created_at   integer not null,
    expires_at   integer,
    primary key (endpoint_key, version)
) without rowid;

-- The breaker's memory: a row is written when a lane changes state, never per attempt.
create table lanes (
    endpoint_key  integer primary key,
    failing_since integer,
    probes        integer not null,
    next_probe_at integer,
    notices_sent  integer not null
);

-- autoincrement: a sequence is a place in the feed and must not be given out again after a deletion.
-- data comes last: a look at what stands before it need not read through a large one.
create table events (
    sequence    integer primary key autoincrement,
    id          blob    not null,
    partner_key integer not null,
    type        text    not null,
    subject     text,
    key_id      integer not null default 0,
    occurred_at integer not null,
    accepted_at integer not null,
    data        blob    not null
);

create unique index events_id on events (id);
create index events_feed on events (partner_key, sequence);

create table idempotency_keys (
    partner_key    integer not null,
    key            text    not null,
    fingerprint    blob    not null,
    event_sequence integer not null,
    primary key (partner_key, key)
) without rowid;

create index idempotency_keys_event on idempotency_keys (event_sequence);

-- due_at says who selects a row next, and there is always exactly one:
--   null                 it has ended: retention
--   9223372036854775807  a lane holds it: the lane settles or releases it, or recovery does at the next start
--   any other            it waits: the lane claims it when the moment has come
create table deliveries (
    event_sequence integer not null,
    endpoint_key   integer not null,
    id             blob    not null,
    state          integer not null,
    attempts       integer not null,
    uncounted      integer not null,
    due_at         integer,
    schedule_start integer not null,
    body_hash      integer not null,
    last_outcome   text,
    created_at     integer not null,
    changed_at     integer not null,
    primary key (event_sequence, endpoint_key),
    check ((state = 0) = (due_at is not null))
) without rowid;

create unique index deliveries_id on deliveries (id);
create index deliveries_due on deliveries (endpoint_key, due_at) where due_at is not null;
create index deliveries_ended_badly on deliveries (endpoint_key, state, event_sequence) where state in (2, 3);

create table attempts (
    event_sequence integer not null,
    endpoint_key   integer not null,
    number         integer not null,
    id             blob    not null,
    started_at     integer not null,
    took_us        integer not null,
    outcome        text    not null,
    status         integer,
    ambiguous      integer not null,
    answer_head    blob,
    primary key (event_sequence, endpoint_key, number)
) without rowid;

create table replay_jobs (
    id           blob    not null primary key,
    endpoint_key integer not null,
    since        integer not null,
    until        integer not null,
    states       integer not null,
    state        integer not null,
    cursor       integer not null,
    end          integer not null,
    scanned      integer not null,
    replayed     integer not null,
    skipped      integer not null,
    created_at   integer not null,
    finished_at  integer
) without rowid;

create index replay_jobs_running on replay_jobs (created_at) where state = 0;

create table meta (
    name  text not null primary key,
    value blob not null
) without rowid;
