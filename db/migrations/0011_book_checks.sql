create table ledger.book_checks (
  checked_at timestamptz primary key,
  owners int not null,
  journals bigint not null,
  audit_entries bigint not null,
  faults jsonb not null
);
comment on table ledger.book_checks is 'placement: control. Each time all books were derived anew: how much was read, and every difference found. Real time, not the clock of the market.';
