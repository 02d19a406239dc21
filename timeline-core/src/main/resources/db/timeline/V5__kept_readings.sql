-- What long readings of decisions came to, so that the next one reads on from there. All of it follows from the ledger: it may
-- be deleted at any time, and nothing is lost by that but time.
create table timeline.kept_reading (
    key bytea primary key, -- SHA-256 of the questions, which may be longer than a key can be
    questions text not null,
    version text not null,
    position bigint not null,
    leaf text not null,
    erased bigint not null,
    events bigint not null,
    state text not null,
    digest bytea not null,
    written_at timestamptz not null default now(),
    checked_at timestamptz
);

create index kept_reading_by_time on timeline.kept_reading (written_at);

grant select, insert, update, delete on timeline.kept_reading to timeline_app;

-- How many events are erased tells whether any was since something was read.
create index event_erased on timeline.event (position) where salt = '';

-- As before, and in the same transaction what is kept goes, for it may hold what is erased. Who writes what he read before waits
-- for the lock, sees then that more is erased than when he read, and writes nothing.
create or replace function timeline.erase(erased uuid) returns boolean
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    gone boolean;
begin
    if not exists (
        select from timeline.tag t join timeline.event e on e.position = t.position
        where t.tag = 'erased:' || erased and t.tag = any (e.tags) and e.type = 'timeline.knowledge.PayloadErased'
    ) then
        raise exception 'no event of the ledger says that % is erased', erased using errcode = 'TL001';
    end if;
    lock table timeline.kept_reading in exclusive mode;
    update timeline.event e set payload = sha256(e.salt || e.payload), salt = ''
    where e.event_id = erased and e.salt <> '' and e.type <> 'timeline.knowledge.PayloadErased';
    gone := found;
    delete from timeline.kept_reading;
    return gone;
end
$$;
