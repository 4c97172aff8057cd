-- A received event's receipt: what the event is about, and why it is believed. Part of its event, so that it is written and forgotten with it.
alter table events add column resource text;
alter table events add column evidence integer;

-- All that is asked of a receipt, so that nobody reads through an event's data for it.
create index events_resource on events (partner_key, resource, sequence, id, occurred_at, accepted_at, evidence) where resource is not null;
