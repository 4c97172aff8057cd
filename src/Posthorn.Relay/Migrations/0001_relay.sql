-- Times are whole milliseconds since 1970 (UTC). Method, path, query, headers and body are in the seal, and nowhere else.

create table meta (
    name  text not null primary key,
    value blob not null
) without rowid;

-- last_sequence is never lowered: a place that was given out is not given out again, whatever retention removes.
create table sources (
    key            integer primary key,
    name           text    not null unique,
    token_hash     blob,
    last_sequence  integer not null,
    removed        integer not null,
    removed_unread integer not null
);

create table arrivals (
    place       integer primary key autoincrement,
    source_key  integer not null references sources (key),
    sequence    integer not null,
    id          blob    not null unique,
    received_at integer not null,
    body_bytes  integer not null,
    body_sha256 blob    not null,
    sealed      blob    not null,
    unique (source_key, sequence)
);

-- How far each listener says that it has come.
create table listeners (
    source_key integer not null references sources (key),
    name       text    not null,
    sequence   integer not null,
    seen_at    integer not null,
    primary key (source_key, name)
) without rowid;

-- One row: how many sealed bytes are kept.
create table usage (
    bytes integer not null
);

insert into usage (bytes) values (0);
