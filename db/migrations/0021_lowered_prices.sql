alter table orders.orders add column placed_total_minor bigint check (placed_total_minor > items_minor + shipping_minor);
comment on column orders.orders.placed_total_minor is 'What it cost when it was placed, once its store has lowered that; null when it never has.';
