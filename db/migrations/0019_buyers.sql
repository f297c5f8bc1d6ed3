create schema buyers;

create table buyers.addresses (
  buyer_id uuid not null,
  id uuid not null,
  address jsonb not null,
  used_at timestamptz not null,
  primary key (buyer_id, id)
);
comment on table buyers.addresses is 'placement: buyer. The address book; the one used last is offered first.';

create table buyers.wishes (
  buyer_id uuid not null,
  store_id uuid not null,
  product_id uuid not null,
  wished_at timestamptz not null,
  primary key (buyer_id, store_id, product_id)
);
comment on table buyers.wishes is 'placement: buyer. Products a buyer wants to find again.';

create table buyers.follows (
  buyer_id uuid not null,
  store_id uuid not null,
  followed_at timestamptz not null,
  primary key (buyer_id, store_id)
);
comment on table buyers.follows is 'placement: buyer. Stores a buyer wants to hear of.';
