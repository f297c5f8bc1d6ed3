create schema cart;

create table cart.carts (
  buyer_id uuid not null,
  id uuid not null,
  state text collate "C" not null default 'open' check (state in ('open', 'placed')),
  version int not null default 1,
  email text,
  address jsonb,
  services jsonb not null default '{}',
  changed_at timestamptz not null,
  primary key (buyer_id, id)
) with (fillfactor = 70);
comment on table cart.carts is 'placement: buyer. What a buyer means to buy; services maps store id to the chosen shipping service.';
create unique index carts_open on cart.carts (buyer_id) where state = 'open';

create table cart.lines (
  buyer_id uuid not null,
  cart_id uuid not null,
  store_id uuid not null,
  variant_id uuid not null,
  units int not null check (units between 1 and 999),
  added_at timestamptz not null,
  primary key (buyer_id, cart_id, store_id, variant_id),
  foreign key (buyer_id, cart_id) references cart.carts on delete cascade
);
comment on table cart.lines is 'placement: buyer. Holds no price: what is shown and charged is read from the catalog.';
