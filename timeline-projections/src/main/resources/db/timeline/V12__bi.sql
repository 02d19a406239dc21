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

-- Only the application and the owner need tables of their own for a while.
do $$
begin
    execute format('revoke temporary on database %I from public', current_database());
    execute format('grant temporary on database %I to timeline_app', current_database());
exception when insufficient_privilege then
    raise notice 'the owner of the database has to revoke TEMPORARY from public';
end $$;

grant usage, create on schema bi to timeline_app;
grant usage on schema bi to analyst_ro;
