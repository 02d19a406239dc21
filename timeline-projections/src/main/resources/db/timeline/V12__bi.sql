-- What analysts may read, and the role by which they do: it can change nothing, and no question of theirs goes on for ever.
-- The views and functions of a projection are made with its tables, by the role that runs it. The role has no password until
-- whoever owns the database gives it one.
create schema if not exists bi;

do $$
begin
    if not exists (select from pg_roles where rolname = 'analyst_ro') then
        create role analyst_ro login connection limit 20;
    end if;
end $$;

alter role analyst_ro set statement_timeout = '30s';
alter role analyst_ro set lock_timeout = '5s';
alter role analyst_ro set idle_in_transaction_session_timeout = '60s';
alter role analyst_ro set default_transaction_read_only = on;
alter role analyst_ro set search_path = bi;

grant usage, create on schema bi to timeline_app;
grant usage on schema bi to analyst_ro;
