create extension if not exists pg_trgm;
create schema search;

create table search.documents (
  product_id uuid primary key,
  store_id uuid not null,
  words tsvector not null,
  texts tsvector not null,
  facets text collate "C" not null,
  terms text[] not null,
  price_minor bigint not null,
  online_at timestamptz not null,
  score int not null,
  rating_permille int check (rating_permille between 1000 and 5000)
) with (toast_tuple_target = 8160);
comment on table search.documents is 'placement: control. What can be found: one row a product on sale, derived from the modules below and rebuildable. words: lexemes of title, category, attributes and store, the facets, and s=store, to=country, free=country (shipping), week=country (arrives within); texts: these and the description. facets: attribute=value and c=category, between spaces. terms: what suggestions complete to. score orders what matches: higher first. rating_permille: mean of the reviews, 1000 to 5000; null without any.';
-- Rows stay whole (toast_tuple_target): fetching each one's texts from elsewhere made counting ten times dearer. The
-- planner must tell rare words from frequent ones to choose between the index of words and a walk by score: 300 keeps
-- 3,000 lexemes; 2,000 tripled the time to plan and chose no better.
alter table search.documents alter column words set statistics 300, alter column texts set statistics 300;
create index documents_words on search.documents using gin (words) with (fastupdate = off);
create index documents_texts on search.documents using gin (texts) with (fastupdate = off);
create index documents_score on search.documents (score, product_id);
create index documents_price on search.documents (price_minor, product_id);
create index documents_online on search.documents (online_at, product_id);
create index documents_rating on search.documents (rating_permille, product_id) where rating_permille is not null;
create index documents_store on search.documents (store_id);

create table search.stale (
  store_id uuid not null,
  product_id uuid not null,
  marked_at timestamptz not null,
  primary key (store_id, product_id)
);
comment on table search.stale is 'placement: store. Products whose document is to be made anew.';

create table search.terms (
  kind text collate "C" not null check (kind in ('word', 'phrase', 'name', 'category', 'store')),
  shown text not null,
  term text collate "C" not null,
  target text collate "C",
  products int not null,
  primary key (kind, shown)
);
comment on table search.terms is 'placement: control. What people may be typing, with how many products have it: words of titles and pairs of them (phrase), words of the names of categories and values (name), categories by key, stores. For suggestions and to correct typing errors. term is shown without accents and capitals; target: the store''s slug; of a category the product most liked there.';
create index terms_prefix on search.terms (term);
create index terms_alike on search.terms using gin (term gin_trgm_ops) where kind in ('word', 'name');

create table search.upkeep (
  id boolean primary key default true check (id),
  ran_at timestamptz not null
);
comment on table search.upkeep is 'placement: control. When scores and counts were last made anew.';

insert into search.stale (store_id, product_id, marked_at)
select store_id, id, created_at from catalog.products where state = 'online';
