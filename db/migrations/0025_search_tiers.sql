-- Common words match a part of everything, and an index of all products gives all of them before the first is read. In
-- four tiers by score, each with indexes of its own, search stops at the tier that fills the page: what it costs no
-- longer grows with the market. Nothing walks the score any more, so a new score writes no index.
alter table search.documents add column tier smallint not null default 0 check (tier between 0 and 3);
drop index search.documents_words;
drop index search.documents_texts;
drop index search.documents_score;
update search.documents d set tier = case when r.rank <= 1000 then 0 when r.rank <= 6000 then 1 when r.rank <= 36000 then 2 else 3 end
from (select product_id, row_number() over (order by score desc, product_id desc) as rank from search.documents) r
where r.product_id = d.product_id and r.rank > 1000;
create index documents_tier on search.documents (tier);
create index documents_words_0 on search.documents using gin (words) with (fastupdate = off) where tier = 0;
create index documents_words_1 on search.documents using gin (words) with (fastupdate = off) where tier = 1;
create index documents_words_2 on search.documents using gin (words) with (fastupdate = off) where tier = 2;
create index documents_words_3 on search.documents using gin (words) with (fastupdate = off) where tier = 3;
create index documents_texts_0 on search.documents using gin (texts) with (fastupdate = off) where tier = 0;
create index documents_texts_1 on search.documents using gin (texts) with (fastupdate = off) where tier = 1;
create index documents_texts_2 on search.documents using gin (texts) with (fastupdate = off) where tier = 2;
create index documents_texts_3 on search.documents using gin (texts) with (fastupdate = off) where tier = 3;
comment on table search.documents is 'placement: control. What can be found: one row a product on sale, derived from the modules below and rebuildable. words: lexemes of title, category, attributes and store, the facets, and s=store, to=country, free=country (shipping), week=country (arrives within); texts: these and the description. facets: attribute=value and c=category, between spaces. terms: what suggestions complete to. What matches is ordered by tier, then by score, higher first; daily the best thousand are tier 0, the next five thousand 1, the next thirty thousand 2. rating_permille: mean of the reviews, 1000 to 5000; null without any.';

create table search.tiers (
  tier smallint primary key check (tier between 0 and 3),
  floor int
);
comment on table search.tiers is 'placement: control. The lowest score in a tier when tiers were last made; null where there was room for more. What is new goes to the first tier it is better than.';
insert into search.tiers (tier) values (0), (1), (2), (3);

create table search.common (facet text collate "C" primary key);
comment on table search.common is 'placement: control. Facets that at least half of tier 0 had when tiers were last made, as the countries that most stores serve: cheaper to look at in the rows found than to search for.';

create aggregate search.all_of(tsquery) (sfunc = tsquery_and, stype = tsquery);
create aggregate search.any_of(tsquery) (sfunc = tsquery_or, stype = tsquery);

-- What is called like its store comes no longer before what is called like it: all documents are made anew.
insert into search.stale (store_id, product_id, marked_at)
select store_id, id, created_at from catalog.products where state = 'online' on conflict do nothing;
