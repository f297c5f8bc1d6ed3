-- no-transaction
-- What is old is found by its time. An index that was interrupted in the making is there and of no use: made anew.
drop index concurrently if exists platform.answers_claimed;
create index concurrently answers_claimed on platform.answers (claimed_at);
drop index concurrently if exists platform.deadlines_fired;
create index concurrently deadlines_fired on platform.deadlines (fired_at) where fired_at is not null;
drop index concurrently if exists platform.mails_sent;
create index concurrently mails_sent on platform.mails (sent_at) where sent_at is not null;
drop index concurrently if exists payments.provider_events_received;
create index concurrently provider_events_received on payments.provider_events (received_at);
drop index concurrently if exists accounts.sessions_buyer;
create index concurrently sessions_buyer on accounts.sessions (buyer_id);
drop index concurrently if exists accounts.codes_expiry;
create index concurrently codes_expiry on accounts.codes (expires_at);
drop index concurrently if exists accounts.mail_links_expiry;
create index concurrently mail_links_expiry on accounts.mail_links (expires_at);
drop index concurrently if exists accounts.invitations_expiry;
create index concurrently invitations_expiry on accounts.invitations (expires_at);
comment on table platform.answers is 'placement: owner. What was answered under an Idempotency-Key; answer is null while the request is under way, subject where it goes on. claimed_at is real time.';
comment on table payments.provider_events is 'placement: key. Webhooks handled; each may arrive any number of times. received_at is real time.';
