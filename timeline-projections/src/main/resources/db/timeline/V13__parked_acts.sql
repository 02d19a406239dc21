-- Acts that a projection cannot take, and those that wait behind them. A row is an act on one timeline; where the timeline is
-- empty, the act could not even be placed on its timelines.
create table projection.parked (
    name      text        not null,
    timeline  text[]      not null,
    position  bigint      not null,
    act_id    text        not null,
    cause     text, -- why it cannot be taken; null where it only waits behind another
    behind    bigint, -- the position of that other
    tries     int         not null default 0,
    wanted    boolean     not null default false, -- is to be tried again
    parked_at timestamptz not null default clock_timestamp(),
    primary key (name, timeline, position),
    check ((cause is null) <> (behind is null))
);

-- Events that a projection leaves out for ever, rebuilt or not. Rows are never taken away.
create table projection.dropped (
    name       text        not null,
    position   bigint      not null,
    act_id     text        not null,
    cause      text        not null,
    reason     text        not null,
    dropped_at timestamptz not null default clock_timestamp(),
    primary key (name, position)
);

grant select, insert, update, delete on projection.parked to timeline_app;
grant select, insert on projection.dropped to timeline_app;
