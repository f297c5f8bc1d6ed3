create table ledger.order_balances (
  store_id uuid not null,
  order_id uuid not null,
  account text collate "C" not null,
  currency text collate "C" not null,
  balance_minor bigint not null check (balance_minor >= 0),
  primary key (store_id, order_id, account, currency)
) with (fillfactor = 70);
comment on table ledger.order_balances is 'placement: store. Cached sums of the accounts that are kept per order and must not go below zero (escrow, frozen); re-derived and compared by the check of the books.';
create index order_balances_held on ledger.order_balances (store_id, account, currency) include (balance_minor) where balance_minor > 0;

insert into ledger.order_balances (store_id, order_id, account, currency, balance_minor)
select j.store_id, j.order_id, 'escrow', j.currency,
  sum(case when t.credit = 'escrow' then t.amount_minor else -t.amount_minor end)
from ledger.journals j join ledger.transfers t on t.store_id = j.store_id and t.journal_id = j.id
where j.order_id is not null and 'escrow' in (t.debit, t.credit)
group by 1, 2, 4;

comment on table ledger.balances is 'placement: store. Cached sums of the accounts that are kept per store and must not go below zero, each on the side where it grows; re-derived and compared by the check of the books.';

alter table ledger.journals add column hash_version smallint not null default 1;
comment on column ledger.journals.hash_version is 'What content_hash covers: 1 all but the order, 2 the order too. Each version is computed anew by the check of the books.';
alter table ledger.journals alter column hash_version drop default;

create index transfers_store_money on ledger.transfers (store_id, journal_id)
  where debit in ('available', 'frozen', 'receivable') or credit in ('available', 'frozen', 'receivable');

create table ledger.freezes (
  store_id uuid not null,
  order_id uuid not null,
  currency text collate "C" not null,
  wanted_minor bigint not null check (wanted_minor > 0),
  since timestamptz not null,
  primary key (store_id, order_id)
);
comment on table ledger.freezes is 'placement: store. What is to stay frozen of a released order while somebody claims it. What the store''s balance does not cover is frozen as soon as the store is credited, oldest claim first.';
