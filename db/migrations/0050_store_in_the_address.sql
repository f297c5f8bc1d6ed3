-- A call names the store it acts for, so a session has none. The last release still writes the column: the next drops it.
comment on table accounts.sessions is 'placement: control. Real time. Only the hash of the token is stored; device is the user agent. awaits_user has given the password and still needs the second factor: until then the session is a guest''s. store_id is no longer used.';
