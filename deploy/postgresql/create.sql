-- The role and the database. Once, as a superuser; the password comes from outside and is nowhere in here:
--
--   psql --set password="$(cat password-file)" --file create.sql
--
-- The tables are made by the program when its first node starts.

\set ON_ERROR_STOP on
\if :{?password}
\else
    \warn 'Give the password: psql --set password=... --file create.sql'
    \quit
\endif

-- The password passes the server as it is. The statement that holds it stays out of the log.
set log_statement = 'none';
set log_min_duration_statement = -1;
set password_encryption = 'scram-sha-256';

create role posthorn login password :'password' nosuperuser nocreatedb nocreaterole noreplication connection limit 180;

-- Above the 30 seconds that the program itself gives a statement: this ends what a node that is gone has left running.
alter role posthorn set statement_timeout = '60s';

-- A node that stops in the middle of a transaction must not hold its locks for longer than it may hold its lanes (20 s). The program asks for it itself on a
-- direct connection. Through PgBouncer it cannot, so it stands here.
alter role posthorn set idle_in_transaction_session_timeout = '20s';

-- Nobody queues for a lock for long: whoever waits behind a long reader makes everybody wait behind himself.
alter role posthorn set lock_timeout = '10s';

-- Never off: what was acknowledged would be lost in a crash, and the program refuses to start. With a synchronous standby, `on` waits for it.
alter role posthorn set synchronous_commit = 'on';

-- Events are about patients. They go to the server as parameters, and parameters stay out of its log, in errors and in slow statements too.
alter role posthorn set log_parameter_max_length = 0;
alter role posthorn set log_parameter_max_length_on_error = 0;
alter role posthorn set log_error_verbosity = 'terse';

create database posthorn owner posthorn encoding 'UTF8' template template0;
revoke all on database posthorn from public;

-- For people who look and change nothing, with the queries of docs/operations.md. It reads everything, events about patients too: grant it as you would those.
create role posthorn_reader nologin nosuperuser;
grant connect on database posthorn to posthorn_reader;
grant pg_monitor to posthorn_reader;

\connect posthorn

-- The program makes its tables in the schema public, which belongs to the database's owner. No other role makes anything there.
revoke create on schema public from public;
alter default privileges for role posthorn in schema public grant select on tables to posthorn_reader;
alter default privileges for role posthorn in schema public grant select on sequences to posthorn_reader;
