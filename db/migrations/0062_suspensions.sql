-- Operators stop a store: nothing of it is on sale until they reopen it.
alter table sellers.stores add column suspended_at timestamptz;

create table sellers.suspensions (
  store_id uuid not null,
  id uuid not null,
  reason text not null,
  hold_payouts boolean not null,
  suspended_by uuid not null,
  suspended_at timestamptz not null,
  lifted_by uuid,
  lifted_at timestamptz,
  lift_reason text,
  primary key (store_id, id)
);
comment on table sellers.suspensions is 'placement: store. Why and by whom a store was stopped, whether its payouts are held, and when it was lifted; reason is what the store is told.';
create unique index suspensions_open on sellers.suspensions (store_id) where lifted_at is null;
alter table sellers.suspensions add foreign key (store_id) references sellers.stores;

create table catalog.suspended_products (
  store_id uuid not null,
  product_id uuid not null,
  primary key (store_id, product_id)
);
comment on table catalog.suspended_products is 'placement: store. What was on sale when its store was suspended, and goes on sale again when it is reopened.';
alter table catalog.suspended_products add foreign key (store_id, product_id) references catalog.products;
