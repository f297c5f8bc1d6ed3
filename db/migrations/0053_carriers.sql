-- Carriers of all countries that stores come from, each with all forms of its numbers: a store that cannot enter a true
-- number misses ship-by. Where a carrier publishes no form, the format only keeps out what is no number.
alter table shipping.carriers add column countries text[] collate "C" not null default '{}';
comment on table shipping.carriers is 'placement: reference. tracking_format is a regular expression; {number} in tracking_url is the tracking number. countries: where stores hand parcels to it; empty: in all. `other` is any carrier not listed: its name and link are with the parcel.';

insert into shipping.carriers (code, name, countries, tracking_format, tracking_example, tracking_url) values
  ('dhl', 'DHL', '{}', '^([0-9]{10,12}|[0-9]{14}|[0-9]{16}|[0-9]{18}|[0-9]{20}|J[A-Z]{2,3}[0-9A-Z]{9,20}|(GM|LX|RX|UV|CN|SG|TH|IN|HK|MY)[0-9A-Z]{10,37}|[A-Z]{2}[0-9]{9}[A-Z]{2})$', '00340434123456789012', 'https://www.dhl.com/global-en/home/tracking.html?tracking-id={number}'),
  ('dpd', 'DPD', '{}', '^([0-9]{12}|[0-9]{14}[0-9A-Z]?|[0-9]{27}[0-9A-Z])$', '05212345678901', 'https://tracking.dpd.de/status/en_US/parcel/{number}'),
  ('gls', 'GLS', '{}', '^[0-9A-Z]{8,16}$', '12345678901', 'https://gls-group.eu/EU/en/parcel-tracking/{number}'),
  ('ups', 'UPS', '{}', '^(1Z[0-9A-Z]{16}|[0-9]{9}|[0-9]{12}|[0-9]{18}|[A-Z][0-9]{10})$', '1Z12345E0205271688', 'https://www.ups.com/track?tracknum={number}'),
  ('fedex', 'FedEx', '{}', '^([0-9]{12}|[0-9]{15}|[0-9]{20}|[0-9]{22})$', '123456789012', 'https://www.fedex.com/fedextrack/?trknbr={number}'),
  ('tnt', 'TNT', '{}', '^([0-9]{9}|[A-Z]{2}[0-9]{9}[A-Z]{2})$', '123456785', 'https://www.tnt.com/express/en_gb/site/shipping-tools/tracking.html?searchType=con&cons={number}'),
  ('colissimo', 'Colissimo', '{FR}', '^(([0-9][A-Z]|[A-Z][0-9])[0-9]{11}|[A-Z]{2}[0-9]{9}[A-Z]{2})$', '6A12345678901', 'https://www.laposte.fr/outils/suivre-vos-envois?code={number}'),
  ('chronopost', 'Chronopost', '{FR}', '^[A-Z]{2}([0-9]{9}[A-Z]{2}|[0-9]{11,13})$', 'XY123456789FR', 'https://www.chronopost.fr/tracking-no-cms/suivi-page?listeNumerosLT={number}'),
  ('la-poste', 'La Poste', '{FR}', '^([A-Z]{2}[0-9]{9}[A-Z]{2}|[0-9][0-9A-Z][0-9]{11}|[0-9]{15})$', 'LA123456789FR', 'https://www.laposte.fr/outils/suivre-vos-envois?code={number}'),
  ('mondial-relay', 'Mondial Relay', '{FR,ES}', '^([0-9]{8}|[0-9]{10}|[0-9]{12})$', '12345678', 'https://www.mondialrelay.fr/suivi-colis/?numeroExpedition={number}'),
  ('relais-colis', 'Relais Colis', '{FR}', '^[0-9A-Z]{10,16}$', '4H01234567890', 'https://www.relaiscolis.com/suivi-de-colis/index/tracking/?trackingNumber={number}'),
  ('colis-prive', 'Colis Privé', '{FR}', '^[0-9A-Z]{12,17}$', 'J0123456789012', 'https://colisprive.com/moncolis/pages/detailColis.aspx?numColis={number}'),
  ('correos', 'Correos', '{ES}', '^[A-Z]{2}[0-9A-Z]{10,21}$', 'PQ4F6P0123456789012345M', 'https://www.correos.es/es/es/herramientas/localizador/envios/detalle?tracking-number={number}'),
  ('correos-express', 'Correos Express', '{ES}', '^[0-9]{16}([0-9]{7})?$', '3230001234567890', 'https://s.correosexpress.com/search?shippingNumber={number}'),
  ('seur', 'SEUR', '{ES}', '^[0-9A-Z]{9,18}$', '12345678901234', 'https://www.seur.com/livetracking/?segOnlineIdentificador={number}'),
  ('mrw', 'MRW', '{ES}', '^[0-9]{12}$', '012345678901', 'https://www.mrw.es/seguimiento_envios/MRW_historico_nacional.asp?enviament={number}'),
  ('nacex', 'Nacex', '{ES}', '^[0-9]{4}/?[0-9]{6,8}$', '080112345678', 'https://www.nacex.es/seguimientoDetalle.do?numero_albaran={number}'),
  ('inpost', 'InPost', '{ES,FR,IT}', '^([0-9]{24}|[0-9A-Z]{8,14})$', '620012345678901234567890', 'https://inpost.pl/sledzenie-przesylek?number={number}'),
  ('poste-italiane', 'Poste Italiane', '{IT}', '^[0-9A-Z]{12,13}$', 'ZA123456789IT', 'https://www.poste.it/cerca/index.html#/risultati-spedizioni/{number}'),
  ('brt', 'BRT', '{IT}', '^([0-9]{12}|[0-9]{15}|[0-9]{19})$', '112345678901', 'https://vas.brt.it/vas/sped_det_show.hsm?referer=sped_numspe_par.htm&Nspediz={number}'),
  ('sda', 'SDA Express', '{IT}', '^[0-9][0-9A-Z]{12}$', '281C123456789', 'https://www.sda.it/wps/portal/Servizi_online/dettaglio-spedizione?tracing.letteraVettura={number}'),
  ('ptt', 'PTT Kargo', '{TR}', '^([0-9]{13}|[A-Z]{2}[0-9]{9}[A-Z]{2}|[A-Z]{2}[0-9]{11})$', 'RR123456789TR', 'https://gonderitakip.ptt.gov.tr/Track/Verify?q={number}'),
  ('yurtici', 'Yurtiçi Kargo', '{TR}', '^[0-9]{10,15}$', '123456789012', 'https://www.yurticikargo.com/tr/online-servisler/gonderi-sorgula?code={number}'),
  ('aras', 'Aras Kargo', '{TR}', '^[0-9]{10,20}$', '1234567890123', 'https://kargotakip.araskargo.com.tr/mainpage.aspx?code={number}'),
  ('surat', 'Sürat Kargo', '{TR}', '^[0-9]{8,20}$', '12345678901234', 'https://suratkargo.com.tr/KargoTakip/?kargotakipno={number}'),
  ('russian-post', 'Pochta Rossii', '{RU}', '^([0-9]{14}|[A-Z]{2}[0-9]{9}[A-Z]{2})$', 'RA123456789RU', 'https://www.pochta.ru/tracking?barcode={number}'),
  ('cdek', 'CDEK', '{RU}', '^[0-9]{8,14}$', '1234567890', 'https://www.cdek.ru/ru/tracking?order_id={number}'),
  ('china-post', 'China Post / EMS', '{CN}', '^([A-Z]{2}[0-9]{9}[A-Z]{2}|[0-9]{13})$', 'LZ123456789CN', 'https://t.17track.net/en#nums={number}'),
  ('yanwen', 'Yanwen', '{CN}', '^([A-Z]{2}[0-9]{9}[A-Z]{2}|[A-Z]{1,4}[0-9]{9,18}|[0-9]{10,20})$', 'UG123456789YP', 'https://track.yw56.com.cn/en/querydel?nums={number}'),
  ('yunexpress', 'YunExpress', '{CN}', '^YT[0-9]{16}$', 'YT1234567890123456', 'https://www.yuntrack.com/parcelTracking?id={number}'),
  ('cainiao', 'Cainiao', '{CN}', '^(LP[0-9]{14,17}|[A-Z]{2}[0-9]{9}[A-Z]{2}|CNG?[0-9A-Z]{10,25})$', 'LP00123456789012', 'https://global.cainiao.com/newDetail.htm?mailNoList={number}'),
  ('4px', '4PX', '{CN}', '^(4PX[0-9]{13}CN|[A-Z]{2}[0-9]{9}[A-Z]{2}|[A-Z]{1,4}[0-9]{10,18})$', '4PX3000123456789CN', 'https://track.4px.com/#/result/0/{number}'),
  ('sf-express', 'SF Express', '{CN}', '^(SF[0-9]{12,13}|[0-9]{12})$', 'SF1234567890123', 'https://www.sf-express.com/we/ow/chn/en/waybill/waybill-detail/{number}'),
  ('other', 'Other carrier', '{}', '^[0-9A-Z./]{3,50}$', 'AB123456789', '')
on conflict (code) do update set name = excluded.name, countries = excluded.countries,
  tracking_format = excluded.tracking_format, tracking_example = excluded.tracking_example,
  tracking_url = excluded.tracking_url;

alter table orders.shipments add column carrier_name text, add column tracking_url text;
comment on table orders.shipments is 'placement: store. Parcels with their tracking. carrier_name and tracking_url: of the carrier `other`.';

create table orders.tracking_corrections (
  store_id uuid not null,
  id uuid not null,
  shipment_id uuid not null,
  carrier_name text not null,
  tracking_number text collate "C" not null,
  corrected_by uuid not null,
  corrected_at timestamptz not null,
  primary key (store_id, id)
);
comment on table orders.tracking_corrections is 'placement: store. What a parcel''s carrier and tracking number were before a member corrected them; only before the carrier''s first scan.';
alter table orders.tracking_corrections add foreign key (store_id, shipment_id) references orders.shipments;
create index tracking_corrections_shipment on orders.tracking_corrections (store_id, shipment_id);
