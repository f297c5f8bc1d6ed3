create table accounts.code_requests (
  request_hash bytea primary key,
  email text collate "C" not null,
  network text collate "C" not null,
  code_hash bytea not null,
  pending jsonb,
  tries int not null default 0,
  sent_at timestamptz not null,
  expires_at timestamptz not null
);
comment on table accounts.code_requests is 'placement: key. Six-digit codes that were asked for, in real time. request_hash is of the secret that only the asking browser has: without it the code is good for nothing. network is where the request came from. code_hash is over that secret and the code; pending is the sign-up that the code would complete. Rows older than a day mean nothing.';
create index code_requests_email on accounts.code_requests (email);

create table accounts.tallies (
  what text collate "C" not null,
  whose text collate "C" not null,
  count int not null,
  began_at timestamptz not null,
  primary key (what, whose)
);
comment on table accounts.tallies is 'placement: key. How often something was tried or mailed within a stretch of real time that began at began_at: what names the limit, whose is an address, a network, both, or a user. Rows older than a day mean nothing.';

comment on table accounts.codes is 'placement: key. No longer used: code_requests took its place. A later release drops it.';
comment on column accounts.emails.failed_log_ins is 'No longer used: tallies took its place.';
comment on column accounts.emails.locked_until is 'No longer used: tallies took its place.';

alter table accounts.sessions add column proven_at timestamptz;
comment on column accounts.sessions.proven_at is 'When this session last showed, by a mailed code, that it reads its user''s mail; real time.';

comment on column accounts.second_factors.secret is 'Sealed (v1.…) with a key that is not in the database; in clear text where an older release wrote it, until the next start.';
