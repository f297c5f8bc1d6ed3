create schema catalog;

create table catalog.products (
  store_id uuid not null,
  id uuid not null,
  title text not null,
  description text not null,
  template_id uuid not null,
  processing_days int not null check (processing_days > 0),
  reserve_at text collate "C" not null check (reserve_at in ('order', 'payment')),
  state text collate "C" not null check (state in ('draft', 'online', 'offline')),
  pictures uuid[] not null,
  price_from_minor bigint not null,
  variant_count int not null,
  currency text collate "C" not null,
  created_at timestamptz not null,
  online_at timestamptz,
  primary key (store_id, id),
  foreign key (store_id, template_id) references shipping.templates
);
comment on table catalog.products is 'placement: store. price_from_minor and variant_count repeat the variants, for lists; processing_days are working days.';
create index products_online on catalog.products (online_at desc, id desc) where state = 'online';
create index products_of_store on catalog.products (store_id, state, created_at desc, id desc);

create table catalog.variants (
  store_id uuid not null,
  id uuid not null,
  product_id uuid not null,
  position int not null,
  name text not null,
  color text,
  sku text not null,
  price_minor bigint not null check (price_minor > 0),
  picture uuid,
  removed_at timestamptz,
  primary key (store_id, id),
  unique (store_id, sku),
  foreign key (store_id, product_id) references catalog.products
);
comment on table catalog.variants is 'placement: store. What is purchasable; sku is the seller''s own code, color a CSS color for the swatch.';
create index variants_product on catalog.variants (store_id, product_id, position);

create table catalog.stock (
  store_id uuid not null,
  variant_id uuid not null,
  pool text collate "C" not null default 'main',
  on_hand int not null check (on_hand >= 0),
  reserved int not null default 0 check (reserved >= 0),
  primary key (store_id, variant_id, pool),
  foreign key (store_id, variant_id) references catalog.variants,
  check (reserved <= on_hand)
) with (fillfactor = 60);
comment on table catalog.stock is 'placement: store. available = on_hand - reserved, never stored; changed by guarded arithmetic only.';
