alter table catalog.products
  add column revision int not null default 1,
  add column changed_at timestamptz,
  add column changed_by uuid;
comment on column catalog.products.revision is 'Grows with each save of what the product or one of its variants says; stock and state are not part of it. A save names the revision it was made on, so that of two at once the second is refused.';
comment on column catalog.products.changed_at is 'When revision grew last; null before the first change.';
comment on column catalog.products.changed_by is 'User who saved the latest revision; null where nobody is known.';
create index products_newest on catalog.products (store_id, created_at desc, id desc);
comment on index catalog.products_newest is 'The list of a store''s products in all states.';
