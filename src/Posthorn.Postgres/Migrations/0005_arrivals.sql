-- What was received about a subject, of whatever type: asked when something that was expected falls due.
create index events_arrivals on events (partner_key, subject) where resource is not null;
