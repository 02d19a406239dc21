-- What was imported, and what of it could not be read. The acts themselves are in the ledger.
create schema if not exists imports;

create table imports.import (
    id          text        primary key, -- UUID version 7: in the order of coming in
    format      text        not null,
    mode        text        not null,
    state       text        not null,
    reason      text,
    day         date,
    bytes       bigint      not null,
    records     bigint      not null default 0,
    handled     bigint      not null default 0,
    acts        bigint      not null default 0,
    nothing_new bigint      not null default 0,
    rejects     bigint      not null default 0,
    share       float8      not null,
    force       boolean     not null,
    lists       jsonb       not null default '[]',
    received_at timestamptz not null,
    started_at  timestamptz,
    finished_at timestamptz
);

create index on imports.import (format, day) where state = 'done' and mode = 'commit';

create table imports.reject (
    import   text   not null references imports.import,
    n        bigint not null,
    line     bigint not null,
    "column" text   not null,
    reason   text   not null,
    original text   not null,
    primary key (import, n)
);

grant usage on schema imports to timeline_app;
grant select, insert, update on imports.import to timeline_app;
grant select, insert on imports.reject to timeline_app;
