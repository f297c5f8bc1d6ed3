create schema ledger;

create table ledger.journals (
  store_id uuid not null,
  id uuid not null,
  kind text collate "C" not null,
  subject uuid not null,
  order_id uuid,
  currency text collate "C" not null,
  at timestamptz not null,
  content_hash bytea not null,
  primary key (store_id, id),
  unique (store_id, subject, kind)
);
comment on table ledger.journals is 'placement: store. Balanced sets of transfers, append only. One of a kind per subject: the fence behind every retry.';
create index journals_order on ledger.journals (store_id, order_id);
create index journals_latest on ledger.journals (id desc);

create table ledger.transfers (
  store_id uuid not null,
  journal_id uuid not null,
  n int not null,
  debit text collate "C" not null,
  credit text collate "C" not null,
  amount_minor bigint not null check (amount_minor > 0),
  primary key (store_id, journal_id, n),
  foreign key (store_id, journal_id) references ledger.journals,
  check (debit <> credit)
);
comment on table ledger.transfers is 'placement: store. Accounts are sub-accounts per store: no row that two stores update.';

create table ledger.balances (
  store_id uuid not null,
  account text collate "C" not null,
  currency text collate "C" not null,
  balance_minor bigint not null check (balance_minor >= 0),
  primary key (store_id, account, currency)
) with (fillfactor = 60);
comment on table ledger.balances is 'placement: store. Cached sums (credits - debits) of the accounts that must not go below zero; re-derived and compared by a job.';
