-- Buyers without an account: where a guest is written to, and how their orders are opened and later claimed.
alter table cart.carts add column locale text collate "C";
comment on table cart.carts is 'placement: buyer. What a buyer means to buy; services maps store id to the chosen shipping service; email and locale are those of a guest, who is written to there.';
alter table orders.purchases add column link_key bytea, add column claimed_by uuid;
comment on table orders.purchases is 'placement: buyer. What a buyer pays at once, across stores. One per cart, which prevents duplicates. link_key: of a guest, the key of the links that open their orders; null once the user claimed_by has them.';
create table orders.guest_purchases (
  email text not null,
  buyer_id uuid not null,
  purchase_id uuid not null,
  primary key (email, purchase_id)
);
comment on table orders.guest_purchases is 'placement: key. Purchases of guests that no user has claimed yet, by the address given with them.';
