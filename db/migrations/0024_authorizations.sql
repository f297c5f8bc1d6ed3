create table sellers.authorizations (
  store_id uuid not null references sellers.stores,
  category text collate "C" not null references taxonomy.categories,
  granted_at timestamptz not null,
  granted_by uuid not null,
  reason text not null,
  primary key (store_id, category)
);
comment on table sellers.authorizations is 'placement: store. Special categories a store may sell in, with all below them.';
create index authorizations_category on sellers.authorizations (category);
