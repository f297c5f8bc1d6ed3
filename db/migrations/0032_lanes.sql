-- Work that leaves the database (calls to the payment provider, mails) is claimed for a while before it is begun, so
-- that two workers do not do it twice; after a crash the claim ends by itself.
alter table platform.deadlines add column claimed_until timestamptz;
comment on column platform.deadlines.claimed_until is 'Real time. Until then one worker makes the outside call of this deadline; others leave it alone.';

alter table platform.mails
  add column claimed_until timestamptz,
  add column urgent boolean not null default false;
comment on column platform.mails.claimed_until is 'Real time. Until then one worker hands this mail to the mail server; others leave it alone.';
comment on column platform.mails.urgent is 'Somebody waits for it at a screen (codes, links): goes out before all others.';

-- What is due is looked for kind by kind: kinds that this process does not know, or that wait, are not walked over.
create index deadlines_due_of_kind on platform.deadlines (kind, due_at) where fired_at is null;

-- Events that may be handled now. One that failed, and those seen behind it, have a retry_at and are not in it.
create index outbox_ready on platform.outbox (id) where retry_at is null;
create index outbox_held on platform.outbox (owner, subject, id) where retry_at is not null;
create index outbox_retry on platform.outbox (retry_at) where retry_at is not null;
drop index platform.outbox_waiting;

create index mails_due on platform.mails (urgent desc, id) where sent_at is null;
drop index platform.mails_waiting;
