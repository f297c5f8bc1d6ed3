create schema sellers;

create table sellers.stores (
  store_id uuid primary key,
  slug text collate "C" not null,
  name text not null,
  about text not null default '',
  country text collate "C" not null,
  time_zone text collate "C" not null,
  opened_at timestamptz not null
);
comment on table sellers.stores is 'placement: store. A seller''s public shop; time_zone is where its working days are counted.';
create index stores_name on sellers.stores (name collate platform.people, store_id);

create table sellers.slugs (
  slug text collate "C" primary key,
  store_id uuid not null
);
comment on table sellers.slugs is 'placement: key. Who has which public address.';
