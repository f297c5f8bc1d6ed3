alter table taxonomy.categories add column revision int not null default 1;
comment on column taxonomy.categories.revision is 'Grows with each change of the category, of what it asks of products and of its rates. A change names the revision it was made on, so that of two at once the second is refused.';

alter table taxonomy.rates drop constraint rates_pkey, add primary key (category, effective_at, set_at);
comment on table taxonomy.rates is 'placement: reference. Commission in basis points of the line''s price. At an instant the nearest ancestor with a rate in effect decides; rows are never changed, only followed by others: of two from the same instant the one set later holds.';
