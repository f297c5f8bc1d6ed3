-- A number that people say, beside the reference that the bank shows.
alter table payouts.batches add column number text collate "C";
update payouts.batches set number = upper(substr(replace(id::text, '-', ''), 25, 4) || '-' || substr(replace(id::text, '-', ''), 29, 4));
create index batches_by_number on payouts.batches (number);
create index payouts_by_number on payouts.payouts (number);
create index payouts_by_id on payouts.payouts (id);
