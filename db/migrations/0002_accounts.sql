create schema accounts;

create table accounts.users (
  id uuid primary key,
  name text not null,
  locale text collate "C" not null,
  password_hash text,
  operator boolean not null default false,
  created_at timestamptz not null
);
comment on table accounts.users is 'placement: control. Who logs in; password_hash is null for those who only use codes.';

create table accounts.emails (
  email text collate "C" primary key,
  user_id uuid not null references accounts.users,
  failed_log_ins int not null default 0,
  locked_until timestamptz
);
comment on table accounts.emails is 'placement: key. Verified addresses, lower case; locked_until is real time.';
create index emails_user on accounts.emails (user_id);

create table accounts.codes (
  email text collate "C" primary key,
  code_hash bytea not null,
  pending jsonb,
  tries int not null default 0,
  sent_at timestamptz not null,
  expires_at timestamptz not null
);
comment on table accounts.codes is 'placement: key. The last six-digit code sent to an address, in real time; pending is the sign-up it would complete.';

create table accounts.buyers (
  id uuid primary key,
  user_id uuid,
  created_at timestamptz not null
);
comment on table accounts.buyers is 'placement: buyer. Whoever shops; a guest has no user yet. A user''s own buyer carries the user''s id.';

create table accounts.memberships (
  user_id uuid not null references accounts.users,
  store_id uuid not null,
  role text collate "C" not null,
  created_at timestamptz not null,
  primary key (user_id, store_id)
);
comment on table accounts.memberships is 'placement: control. Who may act for which store, in which role.';
create index memberships_store on accounts.memberships (store_id);

create table accounts.sessions (
  token_hash bytea primary key,
  buyer_id uuid not null,
  user_id uuid references accounts.users,
  store_id uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
comment on table accounts.sessions is 'placement: control. Real time. Only the hash of the token is kept; store_id is the store a member acts for.';
create index sessions_user on accounts.sessions (user_id) where user_id is not null;
create index sessions_expiry on accounts.sessions (expires_at);
