create schema taxonomy;

create table taxonomy.categories (
  key text collate "C" primary key check (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  parent text collate "C" references taxonomy.categories,
  path text[] collate "C" not null,
  names jsonb not null,
  position int not null,
  state text collate "C" check (state in ('open', 'special', 'closed')),
  axes text[] collate "C" check (axes <@ array['color', 'size']),
  leaf boolean not null
);
comment on table taxonomy.categories is 'placement: reference. The tree of what can be sold. path leads from the department to the category itself; state and axes (what variants may differ in) are inherited where null; nobody having said anything, a category is closed.';
create index categories_children on taxonomy.categories (parent, position);

create table taxonomy.attributes (
  key text collate "C" primary key check (key ~ '^[a-z0-9]+(_[a-z0-9]+)*$'),
  names jsonb not null,
  kind text collate "C" not null check (kind in ('choice', 'choices', 'number', 'text', 'yes_no')),
  unit text
);
comment on table taxonomy.attributes is 'placement: reference. What can be said of products: one dictionary for all categories, so that a facet means the same everywhere. choices allows several values of one product.';

create table taxonomy.attribute_values (
  attribute text collate "C" not null references taxonomy.attributes,
  key text collate "C" not null check (key ~ '^[a-z0-9]+(_[a-z0-9]+)*$'),
  names jsonb not null,
  position int not null,
  primary key (attribute, key)
);
comment on table taxonomy.attribute_values is 'placement: reference. The allowed values of attributes of the kinds choice and choices.';

create table taxonomy.category_attributes (
  category text collate "C" not null references taxonomy.categories,
  attribute text collate "C" not null references taxonomy.attributes,
  required boolean not null,
  position int not null,
  allowed text[] collate "C",
  primary key (category, attribute)
);
comment on table taxonomy.category_attributes is 'placement: reference. Which attributes a category and all below it have; allowed narrows the values, null: all of them.';

create table taxonomy.rates (
  category text collate "C" not null references taxonomy.categories,
  effective_at timestamptz not null,
  rate_bps int not null check (rate_bps between 0 and 10000),
  set_by uuid,
  set_at timestamptz not null,
  reason text not null,
  primary key (category, effective_at)
);
comment on table taxonomy.rates is 'placement: reference. Commission in basis points of the line''s price. At an instant the nearest ancestor with a rate in effect decides; rows are never changed, only followed by others.';
