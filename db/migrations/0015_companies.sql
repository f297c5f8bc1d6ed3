create table sellers.companies (
  id uuid primary key,
  country text collate "C" not null,
  legal_form text collate "C" check (legal_form in ('company', 'sole_trader')),
  legal_name text,
  line1 text,
  postal_code text,
  city text,
  national_id text collate "C",
  vat_number text collate "C",
  register_number text,
  phone text,
  representative text,
  birth_on date,
  nationality text collate "C",
  self_certified_at timestamptz,
  created_at timestamptz not null
);
comment on table sellers.companies is 'placement: control. Who sells and is paid; null: not said yet. Numbers are kept without spaces. self_certified_at: promised to offer only what the law allows.';
create index companies_national_id on sellers.companies (country, national_id);

create table sellers.documents (
  company_id uuid not null references sellers.companies,
  id uuid not null,
  kind text collate "C" not null check (kind in ('tax_card', 'id_document', 'register_extract', 'other')),
  name text not null,
  media_type text collate "C" not null,
  bytes int not null,
  sha256 bytea not null,
  stored_at timestamptz not null,
  primary key (company_id, id)
);
comment on table sellers.documents is 'placement: control. What proves a company''s details; private. The bytes lie in the file store under documents/company/id, where no public address reaches.';
create index documents_sha256 on sellers.documents (sha256);

create table sellers.applications (
  store_id uuid primary key,
  company_id uuid not null references sellers.companies,
  user_id uuid not null references accounts.users,
  state text collate "C" not null check (state in ('draft', 'submitted', 'more_asked', 'rejected', 'approved')),
  reasons jsonb not null default '{}',
  note text not null default '',
  terms_accepted_at timestamptz not null,
  submitted_at timestamptz
);
comment on table sellers.applications is 'placement: control. A store asks to sell; reasons (by field) and note are what the last review objected to.';
create index applications_user on sellers.applications (user_id);
create index applications_company on sellers.applications (company_id);
create index applications_queue on sellers.applications (state, submitted_at, store_id);

create table sellers.application_transitions (
  store_id uuid not null references sellers.applications,
  id uuid not null,
  name text collate "C" not null,
  was text collate "C" not null,
  became text collate "C" not null,
  actor text collate "C" not null,
  actor_id uuid not null,
  reasons jsonb not null,
  note text not null,
  at timestamptz not null,
  primary key (store_id, id)
);
comment on table sellers.application_transitions is 'placement: control. How each application came to its state: who, when, why.';

create table sellers.store_emails (
  email text collate "C" primary key,
  store_id uuid not null
);
comment on table sellers.store_emails is 'placement: key. The address that each store is written to: one store each.';

-- Stores from before this: each gets a company whose details are still to be told. They go on selling what is online.
alter table sellers.stores
  add column company_id uuid not null default gen_random_uuid(),
  add column email text collate "C",
  add column approved_at timestamptz;
alter table sellers.stores alter column company_id drop default;
insert into sellers.companies (id, country, created_at) select company_id, country, opened_at from sellers.stores;
update sellers.stores set approved_at = opened_at;
comment on table sellers.stores is 'placement: store. A seller''s public shop; time_zone is where its working days are counted. Sells once approved_at is set; company_id: whose it is.';
create index stores_company on sellers.stores (company_id);

create table accounts.invitations (
  store_id uuid not null,
  email text collate "C" not null,
  id uuid not null unique,
  role text collate "C" not null,
  token_hash bytea not null unique,
  invited_by uuid not null references accounts.users,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (store_id, email)
);
comment on table accounts.invitations is 'placement: control. Real time. Who was asked by mail to work for a store, and has not answered; the last link sent is the good one.';
