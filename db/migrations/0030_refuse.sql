create function platform.refuse(code text, params jsonb) returns boolean language plpgsql as $$
begin
  raise exception using errcode = 'FR001', message = code, detail = params::text;
end $$;
comment on function platform.refuse is 'Ends a statement that is a transaction of its own: it refuses, and nothing of it stays. The caller gets the code as message, the parameters as detail.';
