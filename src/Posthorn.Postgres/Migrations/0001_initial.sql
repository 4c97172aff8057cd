-- Moments are timestamptz, so that a person who looks can read them. Ids are UUIDv7 and sort by time; what they are the key of is partitioned by them, a
-- day each. Every key of a table that grows contains the partner, so that the tables can be spread over several databases by it.

create table partners (
    key          bigint generated always as identity primary key,
    id           text        not null unique,
    name         text        not null,
    self_service boolean     not null,
    created_at   timestamptz not null,
    version      bigint      not null
);

create table api_keys (
    id          uuid        not null primary key,
    partner_key bigint references partners (key),
    scope       integer     not null,
    hash        bytea       not null unique,
    created_at  timestamptz not null,
    revoked     boolean     not null default false,
    version     bigint      not null
);

create sequence endpoint_keys;

create table endpoints (
    key             bigint           not null primary key,
    id              uuid             not null unique,
    partner_key     bigint           not null references partners (key),
    url             text             not null,
    profile         text             not null,
    event_types     text,
    schedule        text             not null,
    timeout_ms      integer          not null,
    max_concurrency integer          not null,
    rate_per_second double precision,
    sealed_headers  bytea            not null,
    status          integer          not null,
    disabled_reason text,
    created_at      timestamptz      not null,
    version         bigint           not null
);

create index endpoints_partner on endpoints (partner_key);

create table endpoint_secrets (
    endpoint_key bigint      not null references endpoints (key),
    version      integer     not null,
    sealed       bytea       not null,
    created_at   timestamptz not null,
    expires_at   timestamptz,
    primary key (endpoint_key, version)
);

-- One row. Whoever changes the configuration raises it first, and so waits for whoever else does: versions are in the order of their commits.
create table configuration (
    version bigint not null
);

insert into configuration (version) values (0);

create table meta (
    name  text  not null primary key,
    value bytea not null
);

-- A node is alive until it is declared dead. Whoever claims something locks its own row against that (for key share); whoever declares
-- it dead locks it for update. So a dead node has claimed all that it ever will.
create sequence node_terms;

create table nodes (
    term        bigint      not null primary key,
    name        text        not null,
    version     text        not null,
    started_at  timestamptz not null,
    lease_until timestamptz not null,
    dead        boolean     not null default false
);

create table lanes (
    endpoint_key  bigint  not null primary key,
    holder        bigint,
    epoch         bigint  not null default 0,
    failing_since timestamptz,
    probes        integer not null default 0,
    next_probe_at timestamptz,
    notices_sent  integer not null default 0
);

create index lanes_holder on lanes (holder) where holder is not null;

-- Places in the log. Never cached by a session: a place that is given out late must not be a low one.
create sequence event_places cache 1;

create table events (
    id           uuid        not null,
    partner_key  bigint      not null,
    sequence     bigint      not null,
    type         text        not null,
    subject      text,
    key_id       integer     not null default 0,
    occurred_at  timestamptz not null,
    accepted_at  timestamptz not null,
    delivery_ids uuid[]      not null,
    data         bytea       not null,
    primary key (id, partner_key)
) partition by range (id);

create index events_feed on events (partner_key, sequence);

create table idempotency_keys (
    partner_key bigint not null,
    key         text   not null,
    fingerprint bytea  not null,
    event_id    uuid   not null,
    primary key (partner_key, key)
);

create index idempotency_keys_event on idempotency_keys (event_id);

-- What is open, and nothing else: small, written often, vacuumed often. A row has exactly one that selects it next:
--   holder is null   it waits for due_at: its lane claims it
--   holder is alive  a lane of that node has it: it settles or releases it
--   holder is dead   any living node settles it as of unknown outcome
-- What has ended leaves for deliveries_ended.
create table deliveries (
    id             uuid        not null,
    partner_key    bigint      not null,
    endpoint_key   bigint      not null,
    event_id       uuid        not null,
    event_sequence bigint      not null,
    event_type     text        not null,
    occurred_at    timestamptz not null,
    attempts       integer     not null,
    uncounted      integer     not null,
    due_at         timestamptz not null,
    holder         bigint,
    schedule_start timestamptz not null,
    body_hash      bigint      not null,
    last_outcome   text,
    created_at     timestamptz not null,
    changed_at     timestamptz not null,
    primary key (id, partner_key)
) with (
    autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 20000, autovacuum_vacuum_cost_delay = 0,
    autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 100000, autovacuum_analyze_scale_factor = 0,
    autovacuum_analyze_threshold = 100000
);

create index deliveries_due on deliveries (endpoint_key, due_at, event_sequence) where holder is null;

create table deliveries_ended (
    id             uuid        not null,
    partner_key    bigint      not null,
    endpoint_key   bigint      not null,
    event_id       uuid        not null,
    event_sequence bigint      not null,
    event_type     text        not null,
    occurred_at    timestamptz not null,
    state          integer     not null,
    attempts       integer     not null,
    uncounted      integer     not null,
    schedule_start timestamptz not null,
    body_hash      bigint      not null,
    last_outcome   text,
    created_at     timestamptz not null,
    changed_at     timestamptz not null,
    primary key (id, partner_key)
) partition by range (id);

create index deliveries_ended_badly on deliveries_ended (endpoint_key, state, event_sequence) where state in (2, 3);

create table attempts (
    delivery_id uuid        not null,
    number      integer     not null,
    partner_key bigint      not null,
    id          uuid        not null,
    started_at  timestamptz not null,
    took_us     bigint      not null,
    outcome     text        not null,
    status      integer,
    ambiguous   boolean     not null,
    answer_head bytea,
    primary key (delivery_id, number, partner_key)
) partition by range (delivery_id);

-- The net: what falls outside the days that were made ahead. Empty as long as somebody makes them.
create table events_other partition of events default;
create table deliveries_ended_other partition of deliveries_ended default;
create table attempts_other partition of attempts default;

create table replay_jobs (
    id           uuid        not null primary key,
    endpoint_key bigint      not null,
    since        timestamptz not null,
    until        timestamptz not null,
    states       integer     not null,
    state        integer     not null,
    cursor       bigint      not null,
    last         bigint      not null,
    scanned      bigint      not null,
    replayed     bigint      not null,
    skipped      bigint      not null,
    created_at   timestamptz not null,
    finished_at  timestamptz
);

create index replay_jobs_running on replay_jobs (created_at) where state = 0;
