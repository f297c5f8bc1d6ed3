create schema markets;

create table markets.countries (
  country text collate "C" primary key check (country ~ '^[A-Z]{2}$'),
  open_from timestamptz not null,
  closed boolean not null
);
comment on table markets.countries is 'placement: reference. Countries the market sells to, each from an instant on; closed stops sales there at once and keeps the row for the templates that name it.';
insert into markets.countries
select country, '2020-01-01T00:00:00Z', false from unnest(array[
  'AT', 'BE', 'BG', 'CY', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GR', 'HR', 'HU', 'IE', 'IT', 'LT', 'LU', 'LV', 'MT',
  'NL', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK']) country;

alter table shipping.rates rename to country_rates;
alter table shipping.country_rates rename constraint rates_pkey to country_rates_pkey;
alter table shipping.country_rates rename constraint rates_store_id_template_id_fkey to country_rates_store_id_template_id_fkey;

create table shipping.zone_countries (
  store_id uuid not null,
  template_id uuid not null,
  country text collate "C" not null references markets.countries,
  zone int not null,
  primary key (store_id, template_id, country),
  foreign key (store_id, template_id) references shipping.templates on delete cascade
);
comment on table shipping.zone_countries is 'placement: store. Which zone of a template a country is in: one at most; a country without a row is not served.';

create table shipping.rates (
  store_id uuid not null,
  template_id uuid not null,
  zone int not null,
  service text collate "C" not null check (service in ('standard', 'express')),
  priced_by text collate "C" not null check (priced_by in ('units', 'weight')),
  bands jsonb not null check (jsonb_typeof(bands) = 'array'),
  price_minor bigint not null check (price_minor >= 0),
  free_from_minor bigint check (free_from_minor > 0),
  min_days int not null check (min_days >= 0),
  max_days int not null check (max_days >= min_days),
  primary key (store_id, template_id, zone, service),
  foreign key (store_id, template_id) references shipping.templates on delete cascade
);
comment on table shipping.rates is 'placement: store. What a zone pays for a service. bands: [{up_to, price_minor}], ascending by grams or units, up_to inclusive; price_minor is for what is above them, and without bands for all. Free from an amount of goods on. Days are calendar days to the door and repeat the carriers'' least and most, for carts.';

create table shipping.rate_carriers (
  store_id uuid not null,
  template_id uuid not null,
  zone int not null,
  service text collate "C" not null,
  carrier text collate "C" not null references shipping.carriers,
  min_days int not null check (min_days >= 0),
  max_days int not null check (max_days >= min_days),
  primary key (store_id, template_id, zone, service, carrier),
  foreign key (store_id, template_id, zone, service) references shipping.rates on delete cascade
);
comment on table shipping.rate_carriers is 'placement: store. Carriers a parcel may go with in a zone by a service, each with its calendar days to the door.';

-- Countries that had the same terms in a template become one zone of it.
create temporary table terms on commit drop as
select store_id, template_id, country, dense_rank() over (partition by store_id, template_id order by terms) - 1 as zone
from (select store_id, template_id, country, jsonb_agg(jsonb_build_array(service, price_minor, min_days, max_days) order by service) as terms
  from shipping.country_rates join markets.countries using (country) group by store_id, template_id, country) t;
insert into shipping.zone_countries (store_id, template_id, country, zone) select store_id, template_id, country, zone from terms;
insert into shipping.rates (store_id, template_id, zone, service, priced_by, bands, price_minor, min_days, max_days)
select distinct store_id, template_id, zone, service, 'units', '[]'::jsonb, price_minor,
  min_days, max_days
from shipping.country_rates join terms using (store_id, template_id, country);
insert into shipping.rate_carriers (store_id, template_id, zone, service, carrier, min_days, max_days)
select store_id, template_id, zone, service, carrier, min_days, max_days
from shipping.rates join shipping.template_carriers using (store_id, template_id);

drop table shipping.country_rates;
drop table shipping.template_carriers;

alter table catalog.variants add column weight_grams int not null default 500 check (weight_grams between 1 and 1000000);
comment on column catalog.variants.weight_grams is 'Weight of one unit as it is sent, packing included; templates may price by it.';
create index products_of_template on catalog.products (store_id, template_id);
