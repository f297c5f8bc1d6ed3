-- no-transaction
-- Lists that are narrowed down, and the first page of a store, without reading the orders that are not on them.
drop index concurrently if exists orders.orders_by_state;
create index concurrently orders_by_state on orders.orders (state, placed_at desc, id desc);
drop index concurrently if exists orders.orders_by_country;
create index concurrently orders_by_country on orders.orders (store_id, (address ->> 'country'), placed_at desc, id desc);
drop index concurrently if exists orders.orders_by_day_paid;
create index concurrently orders_by_day_paid on orders.orders (store_id, paid_at);
drop index concurrently if exists orders.orders_to_ship;
create index concurrently orders_to_ship on orders.orders (store_id, ship_by, id) where state = 'awaiting_shipment';
drop index concurrently if exists catalog.stock_low;
create index concurrently stock_low on catalog.stock (store_id, (on_hand - reserved), variant_id) where on_hand - reserved <= 3;
