create schema payments;

create table payments.attempts (
  buyer_id uuid not null,
  id uuid not null,
  purchase_id uuid not null,
  state text collate "C" not null check (state in ('created', 'redirect', 'pending', 'captured', 'refused', 'canceled')),
  amount_minor bigint not null check (amount_minor > 0),
  currency text collate "C" not null,
  method text collate "C" not null,
  parts jsonb not null,
  provider_ref text collate "C",
  redirect_url text,
  refused_because text collate "C",
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (buyer_id, id)
) with (fillfactor = 70);
comment on table payments.attempts is 'placement: buyer. One try to be paid for a purchase; id is the provider''s idempotency key; parts says what each order gets of it.';
create unique index attempts_open on payments.attempts (buyer_id, purchase_id) where state in ('created', 'redirect', 'pending');
create index attempts_purchase on payments.attempts (buyer_id, purchase_id, id);

create table payments.provider_events (
  event_id text collate "C" primary key,
  received_at timestamptz not null
);
comment on table payments.provider_events is 'placement: key. Webhooks handled; each may arrive any number of times.';

create table payments.refunds (
  store_id uuid not null,
  id uuid not null,
  order_id uuid not null,
  buyer_id uuid not null,
  attempt_id uuid not null,
  amount_minor bigint not null check (amount_minor > 0),
  currency text collate "C" not null,
  reason text collate "C" not null,
  state text collate "C" not null check (state in ('ordered', 'done')),
  ordered_at timestamptz not null,
  done_at timestamptz,
  primary key (store_id, id)
) with (fillfactor = 70);
comment on table payments.refunds is 'placement: store. Money on its way back by the original payment method; id is the provider''s idempotency key.';
create index refunds_order on payments.refunds (store_id, order_id);
