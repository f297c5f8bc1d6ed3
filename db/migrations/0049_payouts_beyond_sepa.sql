-- Banks outside the SEPA area: some countries have no IBAN, and such a transfer needs the bank's and the holder's address.
alter table payouts.bank_accounts
  alter column iban drop not null,
  add column account_number text collate "C" check (account_number ~ '^[A-Z0-9]{4,34}$'),
  add column country text collate "C" check (country ~ '^[A-Z]{2}$'),
  add column bank_name text,
  add column bank_address text,
  add column holder_address text,
  add check ((iban is null) = (account_number is not null)),
  add check (account_number is null or (country is not null and bic is not null));
comment on column payouts.bank_accounts.account_number is 'In countries without IBAN; capitals and digits, no spaces.';
comment on column payouts.bank_accounts.country is 'Of the bank; null: the first two letters of the IBAN say it.';

alter table payouts.payouts
  add column scheme text collate "C" not null default 'sepa' check (scheme in ('sepa', 'international'));
comment on column payouts.payouts.scheme is 'How the bank transfers it: in the SEPA scheme, or to a bank outside its area.';

alter table payouts.batches
  add column scheme text collate "C" not null default 'sepa' check (scheme in ('sepa', 'international'));
comment on column payouts.batches.scheme is 'The scheme of all its payouts; its file is pain.001 for SEPA, else a list for the bank.';

alter table sellers.companies add column latin_name text;
comment on column sellers.companies.latin_name is 'The name in Latin letters, as the bank has it; only where legal_name has letters of another script.';
