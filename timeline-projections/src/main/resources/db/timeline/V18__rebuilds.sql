-- Since when it is built by the path of those that are far behind; null where it follows the ledger.
alter table projection.token add column building_since timestamptz default clock_timestamp();
update projection.token set building_since = null where position > 0;

-- How often it was begun anew, so that a node knows that what it has in memory is of before.
alter table projection.token add column life bigint not null default 0;

-- What operators had done with a version of a view, and why. Rows are never taken away.
create table projection.ordered (
    name     text        not null, -- with its version
    at       timestamptz not null default clock_timestamp(),
    what     text        not null check (what in ('cancelled', 'resumed', 'called-off', 'rebuilt', 'removed')),
    position bigint      not null, -- how far it had read the ledger
    reason   text, -- in the words of who did; null where none was asked for
    primary key (name, at)
);

grant select, insert on projection.ordered to timeline_app;
