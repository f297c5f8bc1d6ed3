alter table catalog.takedowns rename column put_back_by to reinstated_by;
alter table catalog.takedowns rename column put_back_at to reinstated_at;
comment on table catalog.takedowns is 'placement: store. Each time an operator took a product off sale, with what its store is told; until reinstated_at the store cannot put it on sale.';
update platform.outbox set name = 'product.reinstated' where name = 'product.put_back';
