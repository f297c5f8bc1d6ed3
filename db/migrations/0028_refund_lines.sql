alter table orders.orders add column standard_shipping_minor bigint check (standard_shipping_minor between 0 and shipping_minor);
comment on column orders.orders.standard_shipping_minor is 'The cheapest shipping that was offered when the order was placed: what a withdrawal pays back (2011/83/EU art. 13(2)).';
alter table orders.lines add column standard_shipping_minor bigint check (standard_shipping_minor between 0 and shipping_minor);
comment on column orders.lines.standard_shipping_minor is 'The line''s share of the order''s standard_shipping_minor.';
-- what was offered then is not known any more: nobody gets back less than they paid
update orders.orders set standard_shipping_minor = shipping_minor;
update orders.lines set standard_shipping_minor = shipping_minor;
alter table orders.orders alter column standard_shipping_minor set not null;
alter table orders.lines alter column standard_shipping_minor set not null;

create table orders.refund_lines (
  store_id uuid not null,
  refund_id uuid not null,
  order_id uuid not null,
  n int not null,
  units int not null check (units >= 0),
  goods_minor bigint not null check (goods_minor >= 0),
  shipping_minor bigint not null check (shipping_minor >= 0),
  primary key (store_id, refund_id, n),
  foreign key (store_id, refund_id) references payments.refunds,
  foreign key (store_id, order_id, n) references orders.lines,
  check (goods_minor + shipping_minor > 0)
);
comment on table orders.refund_lines is 'placement: store. What a refund pays back of each line of its order. A payment that no order could take is refunded without lines.';
create index refund_lines_order on orders.refund_lines (store_id, order_id);

insert into orders.refund_lines (store_id, refund_id, order_id, n, units, goods_minor, shipping_minor)
select r.store_id, r.id, r.order_id, l.n, l.units, l.unit_minor * l.units, l.shipping_minor
from payments.refunds r join orders.lines l on l.store_id = r.store_id and l.order_id = r.order_id
where r.reason = 'not_shipped';

update orders.orders set closed_cause = 'paid_too_late' where closed_cause = 'refunded';
update orders.transitions set name = 'pay_too_late' where name = 'pay_in_vain';
