-- The ledger of acts: events in the order of their commits, each found by its tags.

create schema if not exists timeline;
create schema if not exists projection;

-- One row: where the ledger ends. Who appends takes it, so that positions have no gaps and grow in the order of commits.
create table timeline.head (
    only_row boolean primary key default true check (only_row),
    position bigint not null,
    recorded_at timestamptz not null
) with (fillfactor = 10);

insert into timeline.head (position, recorded_at) values (0, 'epoch');

create table timeline.event (
    position bigint primary key,
    event_id uuid not null unique,
    type text not null,
    version text not null,
    recorded_at timestamptz not null,
    said_at timestamptz not null,
    tags text[] not null,
    metadata bytea not null,
    payload bytea not null,
    salt bytea not null,
    body_hash bytea not null,
    leaf bytea not null
);

create index event_by_type on timeline.event (type, position);
create index event_by_time on timeline.event (recorded_at);

-- A condition on a tag and types after a position is one probe of this key.
create table timeline.tag (
    tag text not null,
    position bigint not null,
    type text not null,
    primary key (tag, position)
) with (fillfactor = 90);

create index tag_by_type on timeline.tag (tag, type, position);

-- The role of the application: it can add to the ledger, and can neither change it nor take from it.
do $$
begin
    if not exists (select from pg_roles where rolname = 'timeline_app') then
        create role timeline_app nologin;
    end if;
end
$$;

grant timeline_app to current_user;
grant usage on schema timeline to timeline_app;
grant select, insert on timeline.event, timeline.tag to timeline_app;
grant select, update on timeline.head to timeline_app;
grant usage, create on schema projection to timeline_app;
