-- What operators look for: stores and products by the words of their names, and lists of all of them.
create index stores_words on sellers.stores using gin (to_tsvector('simple', name)) with (fastupdate = off);
create index stores_country on sellers.stores (country, store_id);
create index products_words on catalog.products using gin (to_tsvector('simple', title)) with (fastupdate = off);
create index products_latest on catalog.products (created_at desc, id desc);

create table catalog.takedowns (
  store_id uuid not null,
  id uuid not null,
  product_id uuid not null,
  reason text not null,
  taken_down_by uuid not null,
  taken_down_at timestamptz not null,
  put_back_by uuid,
  put_back_at timestamptz,
  primary key (store_id, id),
  foreign key (store_id, product_id) references catalog.products
);
comment on table catalog.takedowns is 'placement: store. Each time an operator took a product off sale, with what its store is told; until put_back_at the store cannot put it on sale.';
create unique index takedowns_standing on catalog.takedowns (store_id, product_id) where put_back_at is null;
create index takedowns_latest on catalog.takedowns (id desc) where put_back_at is null;

-- What people name an order or a product by, when they write to support.
create index shipments_tracking on orders.shipments (tracking_number);
create index purchases_email on orders.purchases (email, placed_at desc);
create index attempts_ref on payments.attempts (provider_ref) where provider_ref is not null;
create index variants_sku on catalog.variants (sku);

create index journals_at on ledger.journals (at);

create table ledger.days (
  on_date date not null,
  account text collate "C" not null,
  currency text collate "C" not null,
  debits_minor bigint not null,
  credits_minor bigint not null,
  closing_minor bigint not null,
  sealed_at timestamptz not null,
  primary key (on_date, account, currency)
);
comment on table ledger.days is 'placement: control. What each account moved over all stores on a day of the market that is over, and what it held at its end (credits - debits since the beginning). Every day from the first journal on, written once, and derived anew by the check of the books.';

create table platform.workers (
  id uuid primary key,
  version text not null,
  started_at timestamptz not null,
  seen_at timestamptz not null
);
comment on table platform.workers is 'placement: control. Real time. Processes that do what is due; each says every few seconds that it still does.';

create index audit_subject on platform.audit_entries (subject, id desc);
