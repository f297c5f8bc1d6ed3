create table platform.transitions (
  owner uuid not null,
  id uuid not null,
  machine text collate "C" not null,
  subject uuid not null,
  name text collate "C" not null,
  was text collate "C",
  became text collate "C" not null,
  actor text collate "C" not null,
  actor_id uuid,
  reason text,
  facts jsonb,
  at timestamptz not null,
  primary key (owner, id)
);
comment on table platform.transitions is 'placement: owner. Every change of state of everything that is a machine: from where (null: it began), to where, by whom, why. docs/machines lists the machines; facts are what a machine keeps beside that.';
create index transitions_subject on platform.transitions (owner, subject, id);

insert into platform.transitions (owner, id, machine, subject, name, was, became, actor, actor_id, reason, at)
select store_id, id, 'order', order_id, name, was, became, actor, actor_id, reason, at from orders.transitions
union all
select store_id, id, 'payout', payout_id, name, was, became, actor, actor_id, reason, at from payouts.transitions;
insert into platform.transitions (owner, id, machine, subject, name, was, became, actor, actor_id, facts, at)
select store_id, id, 'application', store_id, case name when 'ask_more' then 'request_changes' else name end,
  nullif(replace(was, 'more_asked', 'changes_requested'), 'none'), replace(became, 'more_asked', 'changes_requested'),
  actor, actor_id, jsonb_build_object('reasons', reasons, 'note', note), at
from sellers.application_transitions;
drop table orders.transitions, payouts.transitions, sellers.application_transitions;

-- things that had no record of their moves begin theirs where they stand
insert into platform.transitions (owner, id, machine, subject, name, became, actor, at)
select buyer_id, gen_random_uuid(), 'payment', id, 'open', state, 'buyer', created_at from payments.attempts
union all
select store_id, gen_random_uuid(), 'refund', id, 'order', state, 'system', ordered_at from payments.refunds
union all
select '00000000-0000-7000-8000-000000000000', gen_random_uuid(), 'batch', id, 'propose', state, 'operator', made_at from payouts.batches;

alter table sellers.applications drop constraint if exists applications_state_check;
update sellers.applications set state = 'changes_requested' where state = 'more_asked';
update platform.outbox set name = 'application.changes_requested', body = body || '{"state": "changes_requested"}' where name = 'application.more_asked';
update platform.deadlines set kind = 'payments.resolve' where kind = 'checkout.resolve';
alter table sellers.applications add constraint applications_state_check
  check (state in ('draft', 'submitted', 'changes_requested', 'rejected', 'approved'));
