-- no-transaction
-- A store's codes are unique at the end of a statement, not after each row: variants exchange codes in one statement.
drop index concurrently if exists catalog.variants_codes;
create unique index concurrently variants_codes on catalog.variants (store_id, sku);
alter table catalog.variants drop constraint variants_store_id_sku_key, add constraint variants_store_id_sku_key unique using index variants_codes deferrable;
