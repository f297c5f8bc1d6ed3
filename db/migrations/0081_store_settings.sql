alter table sellers.stores add column logo uuid, add column banner uuid;
comment on column sellers.stores.logo is 'A picture of the store''s files, shown beside its name; banner: above its page.';

create table sellers.detail_requests (
  store_id uuid not null,
  id uuid not null,
  company_id uuid not null references sellers.companies,
  before jsonb not null,
  after jsonb not null,
  note text not null,
  requested_by uuid not null,
  requested_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  approved boolean,
  reason text,
  primary key (store_id, id),
  check (num_nulls(decided_by, decided_at, approved) in (0, 3))
);
comment on table sellers.detail_requests is 'placement: store. Changes of checked details of a store or its company, which operators decide on: the fields with their values before and after. At most one of a store is open.';
create unique index detail_requests_open on sellers.detail_requests (store_id) where decided_at is null;
create index detail_requests_queue on sellers.detail_requests (requested_at, id) where decided_at is null;
