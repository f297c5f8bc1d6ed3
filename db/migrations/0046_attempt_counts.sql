-- Counts of attempts by plain names. Processes of the previous release go on through the view, which the next one drops.
alter table accounts.tallies rename to attempt_counts;
alter table accounts.attempt_counts rename column whose to subject;
alter index accounts.tallies_began rename to attempt_counts_began;
comment on table accounts.attempt_counts is 'placement: key. Number of attempts or mails within a period of real time that started at began_at: what names the limit, subject is an address, a network, both, or a user. Rows older than a day have no effect.';
comment on column accounts.emails.failed_log_ins is 'No longer used: attempt_counts took its place.';
comment on column accounts.emails.locked_until is 'No longer used: attempt_counts took its place.';
create view accounts.tallies as select what, subject as whose, count, began_at from accounts.attempt_counts;
