alter table accounts.sessions
  add column id uuid not null default gen_random_uuid(),
  add column device text,
  add column seen_at timestamptz,
  add column awaits_user uuid references accounts.users,
  add column factor_tries int not null default 0;
alter table accounts.sessions alter column id drop default;
comment on table accounts.sessions is 'placement: control. Real time. Only the hash of the token is kept; store_id is the store a member acts for; device is what the browser calls itself. awaits_user gave the password and owes the second factor: until then the session is a guest''s.';

create table accounts.mail_links (
  token_hash bytea primary key,
  kind text collate "C" not null check (kind in ('recovery', 'old_address', 'new_address')),
  user_id uuid not null references accounts.users,
  sent_at timestamptz not null,
  expires_at timestamptz not null
);
comment on table accounts.mail_links is 'placement: control. Real time. Links that prove who reads an address''s mail; used once, then gone.';
create index mail_links_user on accounts.mail_links (user_id, kind);

create table accounts.address_changes (
  user_id uuid primary key references accounts.users,
  email text collate "C" not null,
  old_confirmed boolean not null default false,
  new_confirmed boolean not null default false
);
comment on table accounts.address_changes is 'placement: control. A change of address under way: it happens when both the old and the new one confirmed it.';

create table accounts.second_factors (
  user_id uuid primary key references accounts.users,
  secret text collate "C" not null,
  confirmed_at timestamptz,
  last_step bigint not null default 0,
  spare_hashes bytea[] not null default '{}',
  failed int not null default 0,
  locked_until timestamptz
);
comment on table accounts.second_factors is 'placement: control. Time-based codes of an app (RFC 6238); last_step is the latest time step used, so that no code is good twice. spare_hashes are codes for a lost phone, used once each.';
