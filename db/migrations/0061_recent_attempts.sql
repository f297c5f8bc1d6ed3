-- Metrics count the attempts of the last hour.
create index attempts_created on payments.attempts (created_at);
