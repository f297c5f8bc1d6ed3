create table catalog.price_changes (
  store_id uuid not null,
  id uuid not null,
  variant_id uuid not null,
  country text collate "C",
  old_minor bigint,
  new_minor bigint,
  currency text collate "C" not null,
  at timestamptz not null,
  changed_by uuid,
  primary key (store_id, id),
  foreign key (store_id, variant_id) references catalog.variants,
  check (old_minor is distinct from new_minor)
);
comment on table catalog.price_changes is 'placement: store. Each change of a variant''s price, append-only: the lowest price of the last 30 days (Directive 98/6/EC, article 6a) is derived from it. A new price has old_minor null, a price taken away new_minor null. Variants older than this table have one starting row at the creation of their product, with the price they had when the table was made; what it was before is not known.';
comment on column catalog.price_changes.country is 'The country whose price it is; null: the price for all countries.';
comment on column catalog.price_changes.changed_by is 'User who changed it; null for starting rows and imports by nobody.';
create index price_changes_of_variant on catalog.price_changes (store_id, variant_id, at desc, id desc);

insert into catalog.price_changes (store_id, id, variant_id, old_minor, new_minor, currency, at)
select v.store_id, gen_random_uuid(), v.id, null, v.price_minor, p.currency, p.created_at
from catalog.variants v join catalog.products p on p.store_id = v.store_id and p.id = v.product_id
where v.price_minor is not null and v.removed_at is null;
