-- How far each projection has read the ledger. Its own tables are made when it is first run, by the role that runs it.
create schema if not exists projection;

create table projection.token (
    name       text        primary key,
    version    text        not null,
    position   bigint      not null default 0 check (position >= 0),
    updated_at timestamptz not null default '-infinity' -- never ran, or was reset: whoever comes first may run it
);

grant usage, create on schema projection to timeline_app;
grant select, insert, update, delete on projection.token to timeline_app;
