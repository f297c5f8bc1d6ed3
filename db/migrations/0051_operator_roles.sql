-- Operators have roles; those there are may do everything, as before.
alter table accounts.users add column operator_roles text[] collate "C" not null default '{}';
update accounts.users set operator_roles = '{admin}' where operator;
alter table accounts.sessions add column confirmed_at timestamptz;
comment on column accounts.sessions.confirmed_at is 'When the user last confirmed in this session that it is them: by the second factor, or in a sandbox by the password.';
