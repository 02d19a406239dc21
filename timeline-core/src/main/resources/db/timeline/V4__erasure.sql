-- The one change that the ledger knows: the payload of an event that was erased for legal reasons goes, with its salt. What
-- stays in its place is the salted digest of it, which is all of it that the leaf is made of.

do $$
begin
    if not exists (select from pg_roles where rolname = 'timeline_eraser') then
        create role timeline_eraser nologin;
    end if;
end
$$;

-- Erases what an event of the ledger says is erased; true where anything was left of it. It runs as the owner of the ledger.
create function timeline.erase(erased uuid) returns boolean
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if not exists (
        select from timeline.tag t join timeline.event e on e.position = t.position
        where t.tag = 'erased:' || erased and t.tag = any (e.tags) and e.type = 'timeline.knowledge.PayloadErased'
    ) then
        raise exception 'no event of the ledger says that % is erased', erased using errcode = 'TL001';
    end if;
    update timeline.event e set payload = sha256(e.salt || e.payload), salt = ''
    where e.event_id = erased and e.salt <> '' and e.type <> 'timeline.knowledge.PayloadErased';
    return found;
end
$$;

revoke all on function timeline.erase(uuid) from public;
grant usage on schema timeline to timeline_eraser;
grant execute on function timeline.erase(uuid) to timeline_eraser;

-- Who made the role is its administrator, and may not yet act as it. A role that is there of another database may be granted
-- by its administrator only, and may be granted already.
do $$
begin
    grant timeline_eraser to current_user;
exception when insufficient_privilege then
    if not pg_has_role(current_user, 'timeline_eraser', 'member') then
        raise;
    end if;
end
$$;
