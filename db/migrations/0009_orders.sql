create schema orders;

create table orders.purchases (
  buyer_id uuid not null,
  id uuid not null,
  cart_id uuid not null,
  email text not null,
  locale text collate "C" not null,
  currency text collate "C" not null,
  total_minor bigint not null check (total_minor > 0),
  placed_at timestamptz not null,
  primary key (buyer_id, id),
  unique (buyer_id, cart_id)
);
comment on table orders.purchases is 'placement: buyer. What a buyer pays at once, across stores. One per cart: the fence behind every double click.';

create table orders.orders (
  store_id uuid not null,
  id uuid not null,
  number text collate "C" not null,
  buyer_id uuid not null,
  purchase_id uuid not null,
  state text collate "C" not null,
  resume_state text collate "C",
  closed_cause text collate "C",
  currency text collate "C" not null,
  items_minor bigint not null check (items_minor >= 0),
  shipping_minor bigint not null check (shipping_minor >= 0),
  address jsonb not null,
  service text collate "C" not null,
  delivery_max_days int not null,
  processing_days int not null,
  attempt_id uuid,
  placed_at timestamptz not null,
  pay_by timestamptz not null,
  paid_at timestamptz,
  ship_by timestamptz,
  shipped_at timestamptz,
  received_at timestamptz,
  ended_at timestamptz,
  primary key (store_id, id),
  check (items_minor + shipping_minor > 0),
  check ((state = 'closed') = (closed_cause is not null))
) with (fillfactor = 60);
comment on table orders.orders is 'placement: store. One store''s part of a purchase. state is written by apply-transition alone; resume_state is where a pause goes back to.';
create index orders_list on orders.orders (store_id, state, placed_at desc, id desc);
create index orders_of_store on orders.orders (store_id, placed_at desc, id desc);
create index orders_latest on orders.orders (placed_at desc, id desc);
create index orders_number on orders.orders (number);

create table orders.lines (
  store_id uuid not null,
  order_id uuid not null,
  n int not null,
  product_id uuid not null,
  variant_id uuid not null,
  title text not null,
  variant_name text not null,
  sku text not null,
  picture uuid,
  template_id uuid not null,
  units int not null check (units > 0),
  reserved int not null check (reserved in (0, units)),
  reserve_at text collate "C" not null,
  unit_minor bigint not null check (unit_minor > 0),
  discounts jsonb not null default '[]',
  shipping_minor bigint not null,
  tax_bps int,
  tax_owed_by text collate "C",
  commission_bps int not null,
  primary key (store_id, order_id, n),
  foreign key (store_id, order_id) references orders.orders
);
comment on table orders.lines is 'placement: store. What was bought, as it was then: price, shipping share and commission rate never change with the catalog. reserved is what it holds of the stock.';

create table orders.transitions (
  store_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  name text collate "C" not null,
  was text collate "C",
  became text collate "C" not null,
  actor text collate "C" not null,
  actor_id uuid,
  reason text,
  at timestamptz not null,
  primary key (store_id, id),
  foreign key (store_id, order_id) references orders.orders
);
comment on table orders.transitions is 'placement: store. Every move of an order, with actor, time and reason.';
create index transitions_order on orders.transitions (store_id, order_id, id);

create table orders.shipments (
  store_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  carrier text collate "C" not null references shipping.carriers,
  tracking_number text collate "C" not null,
  shipped_at timestamptz not null,
  delivered_at timestamptz,
  primary key (store_id, id),
  unique (store_id, carrier, tracking_number),
  foreign key (store_id, order_id) references orders.orders
);
comment on table orders.shipments is 'placement: store. Parcels with their tracking.';
create index shipments_order on orders.shipments (store_id, order_id);

create table orders.tracking_events (
  store_id uuid not null,
  shipment_id uuid not null,
  n int not null,
  kind text collate "C" not null check (kind in ('accepted', 'in_transit', 'out_for_delivery', 'delivered')),
  place text not null,
  at timestamptz not null,
  primary key (store_id, shipment_id, n),
  foreign key (store_id, shipment_id) references orders.shipments
);
comment on table orders.tracking_events is 'placement: store. What the carrier reported.';

create table orders.buyer_orders (
  buyer_id uuid not null,
  order_id uuid not null,
  store_id uuid not null,
  purchase_id uuid not null,
  state text collate "C" not null,
  total_minor bigint not null,
  placed_at timestamptz not null,
  primary key (buyer_id, order_id)
) with (fillfactor = 70);
comment on table orders.buyer_orders is 'placement: buyer. Projection of orders for the buyer''s list, kept in the transaction that moves the order.';
create index buyer_orders_list on orders.buyer_orders (buyer_id, placed_at desc, order_id desc);
create index buyer_orders_purchase on orders.buyer_orders (buyer_id, purchase_id);
