-- Days of what is partitioned by the time in its ids. A day is made beside its table and then attached: that waits for nobody who writes, and only for
-- those who read the net below. Whoever calls sets a lock_timeout, so that nobody waits behind it either.

-- The first UUIDv7 of a day in UTC: the milliseconds of its begin, and nothing after them.
create function first_id_of(day date) returns uuid language sql immutable as $$
    select rpad(lpad(to_hex((day - date '1970-01-01') * 86400000::bigint), 12, '0'), 32, '0')::uuid
$$;

-- 'made', 'there' already, or 'overlaps': the net has rows of that day, which stay there.
create function make_day(parent text, day date) returns text language plpgsql as $$
declare
    partition constant text := parent || to_char(day, '_YYYY_MM_DD');
begin
    if exists (select from pg_inherits where inhparent = parent::regclass and inhrelid = to_regclass(partition)) then
        return 'there';
    end if;

    execute format('create table %I (like %I including all)', partition, parent);
    execute format('alter table %I attach partition %I for values from (%L) to (%L)', parent, partition, first_id_of(day), first_id_of(day + 1));
    return 'made';
exception
    when check_violation then
        return 'overlaps';
end
$$;
