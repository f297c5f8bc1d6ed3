-- The days of transport between which an order arrives; until now orders kept only the most. Orders from before have none.
alter table orders.orders add column delivery_min_days int check (delivery_min_days between 0 and delivery_max_days);
