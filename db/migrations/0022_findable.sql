-- What operators look for: stores and products by the words of their names, and lists of all of them.
create index stores_words on sellers.stores using gin (to_tsvector('simple', name)) with (fastupdate = off);
create index stores_country on sellers.stores (country, store_id);
