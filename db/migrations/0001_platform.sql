create schema platform;

-- People read texts in this order: by base letter, then accent, then case.
create collation platform.people (provider = icu, locale = 'und');

create table platform.clock (
  one boolean primary key default true check (one),
  offset_ms bigint not null default 0
);
comment on table platform.clock is 'placement: control. Business time = real time + offset_ms; moved in sandbox mode only.';
insert into platform.clock default values;

create table platform.versions (
  name text collate "C" primary key,
  version int not null
);
comment on table platform.versions is 'placement: control. Counts changes of what processes keep in memory; every session check reads it.';
insert into platform.versions values ('policy', 1);

create table platform.policy_values (
  key text collate "C" not null,
  id uuid not null,
  value jsonb not null,
  effective_at timestamptz not null,
  set_by uuid not null,
  set_at timestamptz not null,
  reason text not null,
  primary key (key, id)
);
comment on table platform.policy_values is 'placement: reference. Overrides of declared policy values; the latest effective one holds, history stays.';

create table platform.holidays (
  country text collate "C" not null,
  on_date date not null,
  name text not null,
  primary key (country, on_date)
);
comment on table platform.holidays is 'placement: reference. Public holidays; working days are Monday to Friday without these.';

create table platform.answers (
  owner uuid not null,
  key text collate "C" not null,
  body_hash bytea not null,
  subject uuid,
  answer jsonb,
  claimed_at timestamptz not null,
  primary key (owner, key)
);
comment on table platform.answers is 'placement: owner. What was answered under an Idempotency-Key; answer is null while the story is under way, subject where it goes on.';

create table platform.deadlines (
  owner uuid not null,
  subject uuid not null,
  kind text collate "C" not null,
  due_at timestamptz not null,
  fired_at timestamptz,
  attempts int not null default 0,
  retry_at timestamptz,
  error text,
  primary key (owner, subject, kind)
) with (fillfactor = 80);
comment on table platform.deadlines is 'placement: owner. Due times with a consequence. retry_at is real time: when a failed handler is tried again.';
create index deadlines_due on platform.deadlines (due_at) where fired_at is null;

create table platform.outbox (
  owner uuid not null,
  id uuid not null,
  subject uuid not null,
  name text collate "C" not null,
  body jsonb not null,
  at timestamptz not null,
  attempts int not null default 0,
  retry_at timestamptz,
  error text,
  primary key (owner, id)
);
comment on table platform.outbox is 'placement: owner. Events not yet handled; handling one deletes its row in the transaction of its effects.';
create index outbox_waiting on platform.outbox (id);
create index outbox_order on platform.outbox (owner, subject, id);

create table platform.unsealed (
  owner uuid not null,
  stream text collate "C" not null,
  entry_id uuid not null,
  content_hash bytea not null,
  primary key (owner, stream, entry_id)
);
comment on table platform.unsealed is 'placement: owner. Entries of append-only streams that wait for their link in the hash chain.';

create table platform.chain_heads (
  owner uuid not null,
  stream text collate "C" not null,
  seq bigint not null,
  hash bytea not null,
  primary key (owner, stream)
) with (fillfactor = 50);
comment on table platform.chain_heads is 'placement: owner. Last link of each chain; written by the sealer alone.';

create table platform.chain_links (
  owner uuid not null,
  stream text collate "C" not null,
  seq bigint not null,
  previous bytea not null,
  hash bytea not null,
  entries uuid[] not null,
  sealed_at timestamptz not null,
  primary key (owner, stream, seq)
);
comment on table platform.chain_links is 'placement: owner. hash = sha256(previous || content hashes of the entries in id order).';

create table platform.audit_entries (
  owner uuid not null,
  id uuid not null,
  user_id uuid not null,
  action text collate "C" not null,
  subject text not null,
  before jsonb,
  after jsonb,
  at timestamptz not null,
  primary key (owner, id)
);
comment on table platform.audit_entries is 'placement: owner. Every write of a member or operator; append only, chained per owner.';
create index audit_latest on platform.audit_entries (id desc);

create table platform.mails (
  owner uuid not null,
  topic text collate "C" not null,
  id uuid not null,
  recipient text not null,
  subject text not null,
  text text not null,
  html text not null,
  queued_at timestamptz not null,
  sent_at timestamptz,
  attempts int not null default 0,
  retry_at timestamptz,
  error text,
  primary key (owner, topic)
);
comment on table platform.mails is 'placement: owner. Mails composed and (sent_at) handed to the mail server; (owner, topic) says a thing once.';
create index mails_waiting on platform.mails (id) where sent_at is null;
create index mails_latest on platform.mails (id desc);
create index mails_recipient on platform.mails (recipient, id desc);

create table platform.files (
  owner uuid not null,
  id uuid not null,
  kind text collate "C" not null,
  media_type text not null,
  bytes int not null,
  width int,
  height int,
  stored_at timestamptz not null,
  primary key (owner, id)
);
comment on table platform.files is 'placement: owner. What was uploaded; the bytes lie in the file store under owner/id.';
