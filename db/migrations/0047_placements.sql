-- Where tables lie on a cluster, so that no statement needs one of the coordinator beside one that is spread over nodes.
comment on table sellers.companies is 'placement: reference. The company that sells and is paid; null: not provided yet. Numbers are stored without spaces. self_certified_at: certified to offer only what the law allows.';
comment on table sellers.documents is 'placement: reference. Documents that prove a company''s details; private. Their bytes are in the file store under documents/company/id, which no public address reaches.';
comment on table sellers.applications is 'placement: store. Applications of stores to sell; reasons (by field) and note are the last review''s objections.';
alter table sellers.applications drop constraint applications_user_id_fkey;

-- Nothing reads them: the order has its own, and lies with its store.
alter table orders.buyer_orders alter column state drop not null, alter column total_minor drop not null;
comment on table orders.buyer_orders is 'placement: buyer. The orders of a buyer''s list; what they are now lies with their stores. state and total_minor are no longer used.';
