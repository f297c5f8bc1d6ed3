alter table taxonomy.categories add column effective_state text collate "C" not null default 'closed'
  check (effective_state in ('open', 'special', 'closed'));
comment on column taxonomy.categories.effective_state is 'state, or where it is null that of the nearest category above that has one. Repeated here because every read of a product asks for it; each change of a state writes it.';
update taxonomy.categories c set effective_state = coalesce((
  select a.state from taxonomy.categories a where a.key = any(c.path) and a.state is not null
  order by cardinality(a.path) desc limit 1), 'closed');
