alter table catalog.products
  add column category text collate "C" references taxonomy.categories,
  add column attributes jsonb not null default '{}' check (jsonb_typeof(attributes) = 'object'),
  add column slug text collate "C" not null default '',
  add column description_text text not null default '',
  alter column template_id drop not null,
  alter column price_from_minor drop not null,
  add check (state = 'draft' or (template_id is not null and price_from_minor is not null));
comment on table catalog.products is 'placement: store. What a store has to sell. price_from_minor and variant_count repeat the variants, for lists; processing_days are working days. attributes: what the category asks, by attribute: a value''s key, an array of them, a number in the attribute''s unit, a text or a boolean. description is HTML of a few harmless tags, description_text the same as plain text. A draft may lack anything; what was sold before there were categories has none.';
create index products_of_category on catalog.products (category);

update catalog.products set
  slug = trim(both '-' from left(regexp_replace(lower(title), '[^a-z0-9]+', '-', 'g'), 60)),
  description_text = description,
  description = case when description = '' then '' else '<p>' || replace(replace(
    replace(replace(replace(description, '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), e'\n\n', '</p><p>'), e'\n', '<br />') || '</p>' end;
alter table catalog.products alter column slug drop default, alter column description_text drop default;

alter table catalog.variants
  alter column sku drop not null,
  alter column price_minor drop not null,
  add column color_key text collate "C",
  add column size text,
  add column gtin text collate "C" check (gtin ~ '^([0-9]{8}|[0-9]{12,14})$'),
  add column label text not null generated always as (
    case when size is null then name when name = '' then size else name || ' · ' || size end) stored;
comment on table catalog.variants is 'placement: store. What is purchasable; sku is the seller''s own code. name is the seller''s own for the color or choice, color_key a value of the attribute color, color the exact CSS color of the swatch; label is what orders call it. gtin may repeat within a store: the same article may be in a set, or be sold new and used.';

alter table platform.files
  add column original uuid,
  add column crop jsonb,
  add check ((original is null) = (crop is null)),
  add foreign key (owner, original) references platform.files;
comment on column platform.files.crop is 'The square {left, top, side} in pixels that was cut out of the original; the cut picture is a file of its own.';
