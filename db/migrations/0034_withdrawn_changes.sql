-- A planned rate can be withdrawn, so it needs a name; releases before this one leave it to the default.
alter table taxonomy.rates add column id uuid not null default gen_random_uuid();
comment on column taxonomy.rates.id is 'Names the row where a planned rate is withdrawn.';
comment on table taxonomy.rates is 'placement: reference. Commission in basis points of the line''s price. At an instant the nearest ancestor with a rate in effect decides; rows are never changed, only followed by others: of two from the same instant the one set later holds. A planned one can be withdrawn until it takes effect: its row is deleted, and the audit keeps what it was.';
comment on table platform.policy_values is 'placement: reference. Overrides of declared policy values; the latest effective one holds, history stays. A planned one can be withdrawn until it takes effect: its row is deleted, and the audit keeps what it was.';
