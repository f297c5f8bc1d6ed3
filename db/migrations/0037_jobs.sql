create table platform.jobs (
  owner uuid not null,
  id uuid not null,
  kind text collate "C" not null,
  params jsonb not null,
  state text collate "C" not null check (state in ('queued', 'running', 'done', 'failed', 'canceled')),
  cursor jsonb,
  total int check (total >= 0),
  done int not null default 0,
  failed int not null default 0,
  requested_by uuid not null,
  requested_at timestamptz not null,
  started_at timestamptz,
  ended_at timestamptz,
  lease uuid,
  lease_until timestamptz,
  turn text collate "C",
  attempts int not null default 0,
  retry_at timestamptz,
  error text,
  parts int not null default 0,
  file_name text,
  file_bytes int,
  files_until timestamptz,
  primary key (owner, id),
  check ((state in ('queued', 'running')) = (ended_at is null))
) with (fillfactor = 70);
comment on table platform.jobs is 'placement: owner. Work with progress, done in many small steps; the owner is a store or the platform. Each step moves the cursor in the transaction of its effects.';
comment on column platform.jobs.kind is 'Which declaration (JobKind) does the work.';
comment on column platform.jobs.params is 'What was asked for, in the shape the kind declares.';
comment on column platform.jobs.cursor is 'How far it has come, in a shape of the kind; null before the first step.';
comment on column platform.jobs.total is 'Rows there are to do, counted at the start; null when that is not known.';
comment on column platform.jobs.done is 'Rows done, those that failed among them.';
comment on column platform.jobs.failed is 'Rows that could not be done, by the kind''s own rules.';
comment on column platform.jobs.requested_by is 'The user who asked for it.';
comment on column platform.jobs.requested_at is 'Business time, as started_at and ended_at.';
comment on column platform.jobs.started_at is 'When its first step began.';
comment on column platform.jobs.ended_at is 'When it was done, failed or canceled; null until then.';
comment on column platform.jobs.lease is 'The claim of the worker that is in a step; a step without it changes nothing.';
comment on column platform.jobs.lease_until is 'Real time. After this the worker counts as gone, and another takes the step.';
comment on column platform.jobs.turn is 'The last claim, ascending in time: owners, and jobs of one owner, take turns by it.';
comment on column platform.jobs.attempts is 'Claims since the cursor last moved.';
comment on column platform.jobs.retry_at is 'Real time of the next attempt, after a failed one.';
comment on column platform.jobs.error is 'Why the last attempt failed; for operators.';
comment on column platform.jobs.parts is 'Parts of the result that lie in the file store under jobs/owner/id/0 … parts - 1.';
comment on column platform.jobs.file_name is 'Name of the result, which lies in the file store under jobs/owner/id/file; null when there is none.';
comment on column platform.jobs.file_bytes is 'Size of the result.';
comment on column platform.jobs.files_until is 'Business time. When result and parts are removed; null when there are none.';
create index jobs_open on platform.jobs (owner, id) where ended_at is null;
create index jobs_of_person on platform.jobs (owner, requested_by, id desc);
create index jobs_latest on platform.jobs (id desc);
create index jobs_ended on platform.jobs (ended_at) where ended_at is not null;
create index jobs_files on platform.jobs (files_until) where files_until is not null;

create table platform.upkeep (
  name text collate "C" primary key,
  ran_at timestamptz not null
);
comment on table platform.upkeep is 'placement: control. When each piece of regular upkeep last ran.';
comment on column platform.upkeep.ran_at is 'Real time.';
