-- Which version of a view answers, where the program has several; each has its own tables and its own token.
create table projection.serving (
    view  text        primary key,
    name  text        not null, -- with its version
    since timestamptz not null default clock_timestamp()
);

-- Each time another version came to answer, and why. Rows are never taken away.
create table projection.served (
    view     text        not null,
    since    timestamptz not null default clock_timestamp(),
    name     text        not null,
    before   text, -- which one answered until then; null for the first
    position bigint      not null, -- how far it had read the ledger
    reason   text        not null,
    primary key (view, since)
);

-- Its building was called off: nobody runs it until it is wanted again.
alter table projection.token add column stopped boolean not null default false;

grant select, insert, update on projection.serving to timeline_app;
grant select, insert on projection.served to timeline_app;
