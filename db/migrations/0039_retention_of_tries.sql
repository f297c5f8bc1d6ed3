create index code_requests_expiry on accounts.code_requests (expires_at);
create index tallies_began on accounts.tallies (began_at);
