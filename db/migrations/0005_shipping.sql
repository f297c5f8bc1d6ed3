create schema shipping;

create table shipping.carriers (
  code text collate "C" primary key,
  name text not null,
  tracking_format text not null,
  tracking_example text not null,
  tracking_url text not null
);
comment on table shipping.carriers is 'placement: reference. tracking_format is a regular expression; {number} in tracking_url is the tracking number.';
insert into shipping.carriers values
  ('colissimo', 'Colissimo', '^[0-9][A-Z][0-9]{11}$', '6A12345678901', 'https://www.laposte.fr/outils/suivre-vos-envois?code={number}'),
  ('chronopost', 'Chronopost', '^[A-Z]{2}[0-9]{9}[A-Z]{2}$', 'XY123456789FR', 'https://www.chronopost.fr/tracking-no-cms/suivi-page?listeNumerosLT={number}'),
  ('correos', 'Correos', '^[A-Z]{2}[0-9A-Z]{11,21}$', 'PQ4F6P0123456789012345M', 'https://www.correos.es/es/es/herramientas/localizador/envios/detalle?tracking-number={number}'),
  ('poste-italiane', 'Poste Italiane', '^[0-9A-Z]{13}$', 'ZA123456789IT', 'https://www.poste.it/cerca/index.html#/risultati-spedizioni/{number}'),
  ('dhl', 'DHL', '^([0-9]{10}|[0-9]{12}|[0-9]{20})$', '003404341234', 'https://www.dhl.com/en/express/tracking.html?AWB={number}'),
  ('dpd', 'DPD', '^[0-9]{14}$', '05212345678901', 'https://tracking.dpd.de/status/en_US/parcel/{number}'),
  ('gls', 'GLS', '^[0-9A-Z]{8,14}$', '12345678901', 'https://gls-group.com/track?match={number}'),
  ('ups', 'UPS', '^1Z[0-9A-Z]{16}$', '1Z12345E0205271688', 'https://www.ups.com/track?tracknum={number}');

create table shipping.templates (
  store_id uuid not null,
  id uuid not null,
  name text not null,
  created_at timestamptz not null,
  primary key (store_id, id)
);
comment on table shipping.templates is 'placement: store. How a store ships a kind of product: countries, prices, days, carriers.';

create table shipping.rates (
  store_id uuid not null,
  template_id uuid not null,
  country text collate "C" not null,
  service text collate "C" not null check (service in ('standard', 'express')),
  price_minor bigint not null check (price_minor >= 0),
  min_days int not null check (min_days >= 0),
  max_days int not null check (max_days >= min_days),
  primary key (store_id, template_id, country, service),
  foreign key (store_id, template_id) references shipping.templates on delete cascade
);
comment on table shipping.rates is 'placement: store. Price of one order and calendar days to the door; a country without a row is not served.';

create table shipping.template_carriers (
  store_id uuid not null,
  template_id uuid not null,
  carrier text collate "C" not null references shipping.carriers,
  primary key (store_id, template_id, carrier),
  foreign key (store_id, template_id) references shipping.templates on delete cascade
);
comment on table shipping.template_carriers is 'placement: store. Carriers a parcel of this template may go with.';
