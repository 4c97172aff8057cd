-- A received event's receipt: what the event is about, and why it is believed. Part of its event, so that it is written and forgotten with it.
alter table events add column resource text, add column evidence integer;

create index events_resource on events (partner_key, resource) where resource is not null;
