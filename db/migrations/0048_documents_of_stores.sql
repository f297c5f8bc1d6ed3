-- The newest of a store are listed from the search documents.
create index documents_of_store on search.documents (store_id, online_at, product_id);
drop index search.documents_store;
