-- Retention drops whole days: nothing is deleted row by row but what fell into the nets.

-- The first UUIDv7 of a millisecond.
create function first_id_at(moment timestamptz) returns uuid language sql immutable as $$
    select rpad(lpad(to_hex(floor(extract(epoch from moment) * 1000)::bigint), 12, '0'), 32, '0')::uuid
$$;

-- When something of a day's events was last touched. Nearly all of their deliveries are of the same day. Those that a replay made of events that an
-- endpoint had missed are of the time in which the replay ran.
create function last_touch_of(day date) returns timestamptz language sql stable as $$
    select greatest(
        (select max(changed_at) from deliveries_ended where id >= first_id_of(day) and id < first_id_of(day + 1)),
        (
            select max(made.changed_at)
            from replay_jobs j
            cross join lateral (
                select d.changed_at
                from deliveries_ended d
                where d.id >= first_id_at(j.created_at - interval '1 minute')
                    and d.id < first_id_at(coalesce(j.finished_at, clock_timestamp()) + interval '1 minute')
                    and d.endpoint_key = j.endpoint_key and d.event_id >= first_id_of(day) and d.event_id < first_id_of(day + 1)
            ) made
            where j.states & 8 <> 0 and coalesce(j.finished_at, 'infinity') >= (day + 1)::timestamp at time zone 'UTC'
        ))
$$;

-- Drops a day if everything in it is done and was last touched before a moment; else says what is in the way. Whoever calls sets a lock_timeout: the locks
-- at the end stop everybody, and are held for milliseconds.
create function forget_day(day date, before timestamptz, out result text, out events bigint, out touched timestamptz) language plpgsql as $$
declare
    -- In the order in which a settlement locks them.
    parents constant text[] := array['deliveries_ended', 'attempts', 'events'];
    parent text;
    partition text;
begin
    events := 0;

    -- From here on nobody opens or ends anything of this day. Whoever works on other days does not notice.
    foreach parent in array parents loop
        partition := parent || to_char(day, '_YYYY_MM_DD');
        if to_regclass(partition) is not null then
            execute format('lock table %I in exclusive mode', partition);
        end if;
    end loop;

    if exists (
        select from deliveries
        where (event_id >= first_id_of(day) and event_id < first_id_of(day + 1)) or (id >= first_id_of(day) and id < first_id_of(day + 1))
    ) then
        result := 'open';
        return;
    end if;

    touched := last_touch_of(day);
    if touched >= before then
        result := 'touched';
        return;
    end if;

    -- Its events may be in the net, with the rest here: they are forgotten row by row, and this after them.
    if to_regclass('events' || to_char(day, '_YYYY_MM_DD')) is null then
        if exists (select from events e where e.id >= first_id_of(day) and e.id < first_id_of(day + 1)) then
            result := 'events in the net';
            return;
        end if;
    else
        select greatest(c.reltuples, 0) into events from pg_class c where c.oid = to_regclass('events' || to_char(day, '_YYYY_MM_DD'));
        if events < 100000 then
            execute format('select count(*) from %I', 'events' || to_char(day, '_YYYY_MM_DD')) into events;
        end if;
    end if;

    foreach parent in array parents loop
        partition := parent || to_char(day, '_YYYY_MM_DD');
        if to_regclass(partition) is not null then
            execute format('lock table %I in access exclusive mode', partition);
        end if;
    end loop;

    foreach parent in array parents loop
        execute format('lock table only %I in access exclusive mode', parent);
    end loop;

    foreach parent in array parents loop
        execute format('drop table if exists %I', parent || to_char(day, '_YYYY_MM_DD'));
    end loop;

    result := 'gone';
end
$$;
