-- Searches without a result, by the name the API gives them; what was shown instead is 'relaxed', not 'loosened'.
alter table search.misses rename to zero_result_searches;
alter index search.misses_pkey rename to zero_result_searches_pkey;
alter table search.zero_result_searches drop constraint misses_answer_check;
update search.zero_result_searches set answer = 'relaxed' where answer = 'loosened';
alter table search.zero_result_searches
  add constraint zero_result_searches_answer_check check (answer in ('corrected', 'relaxed', 'nothing'));
comment on table search.zero_result_searches is 'placement: control. Searches that found nothing as they were typed, counted by day (UTC), with what was shown instead the last time; without the person who searched. Kept for 90 days.';

update platform.policy_values set key = 'search.zero_result_days' where key = 'search.miss_days';
update platform.versions set version = version + 1 where name = 'policy';
