-- What the projection has read beside its timelines. A version of the rulebook is what was published first under it.
create table stance_v3_rulebook (
    version  text   collate "C" primary key,
    act_id   text   collate "C" not null,
    position bigint not null,
    document text   not null
);

-- By which relations an act toward one counts for another: all that were ever on file, whatever became of them.
create table stance_v3_relation (
    act_id     text collate "C" not null,
    relation   text collate "C" not null,
    toward     text collate "C" not null,
    counts_for text collate "C" not null,
    primary key (act_id, relation, toward, counts_for)
);

-- Acts that no rulebook on file concerns; a later one may.
create table stance_v3_waiting (
    act_id text collate "C" primary key
);
