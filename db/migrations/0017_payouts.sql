create schema payouts;

create table payouts.bank_accounts (
  store_id uuid not null,
  id uuid not null,
  iban text collate "C" not null check (iban ~ '^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$'),
  holder text not null,
  bic text collate "C",
  added_at timestamptz not null,
  usable_at timestamptz not null,
  replaced_at timestamptz,
  primary key (store_id, id)
);
comment on table payouts.bank_accounts is 'placement: store. Where a store is paid; one is not replaced. Payouts may be requested to it from usable_at on, and point to the account they were requested to.';
create unique index bank_accounts_current on payouts.bank_accounts (store_id) where replaced_at is null;

create table payouts.batches (
  id uuid primary key,
  state text collate "C" not null check (state in ('proposed', 'approved', 'sent', 'dissolved')),
  made_by uuid not null,
  made_at timestamptz not null,
  approved_by uuid check (approved_by <> made_by),
  approved_at timestamptz,
  debtor_name text,
  debtor_iban text collate "C",
  debtor_bic text collate "C",
  sent_by uuid,
  sent_at timestamptz,
  dissolved_by uuid,
  dissolved_at timestamptz,
  dissolved_reason text,
  check (state not in ('approved', 'sent') or (approved_by is not null and debtor_iban is not null))
);
comment on table payouts.batches is 'placement: reference. Payouts that go to the bank in one file. Never approved by the operator who made it; the debtor is what the policies said at approval.';
create index batches_latest on payouts.batches (id desc);

create table payouts.payouts (
  store_id uuid not null,
  id uuid not null,
  number text collate "C" not null,
  state text collate "C" not null,
  currency text collate "C" not null,
  amount_minor bigint not null,
  fee_minor bigint not null check (fee_minor >= 0),
  bank_account_id uuid not null,
  batch_id uuid references payouts.batches,
  requested_at timestamptz not null,
  ended_at timestamptz,
  return_reason text collate "C",
  primary key (store_id, id),
  foreign key (store_id, bank_account_id) references payouts.bank_accounts,
  check (amount_minor > fee_minor),
  check ((batch_id is null) = (state in ('requested', 'canceled'))),
  check ((return_reason is not null) = (state = 'returned'))
);
comment on table payouts.payouts is 'placement: store. Balance on its way to a bank: amount_minor left the balance, the bank gets it less fee_minor. state is written by apply-transition alone.';
create index payouts_of_store on payouts.payouts (store_id, id desc);
create index payouts_of_batch on payouts.payouts (batch_id) where batch_id is not null;
create index payouts_by_state on payouts.payouts (state, id);

create table payouts.transitions (
  store_id uuid not null,
  id uuid not null,
  payout_id uuid not null,
  name text collate "C" not null,
  was text collate "C",
  became text collate "C" not null,
  actor text collate "C" not null,
  actor_id uuid not null,
  reason text,
  at timestamptz not null,
  primary key (store_id, id),
  foreign key (store_id, payout_id) references payouts.payouts
);
comment on table payouts.transitions is 'placement: store. Every move of a payout, with actor, time and reason.';
create index transitions_payout on payouts.transitions (store_id, payout_id, id);
