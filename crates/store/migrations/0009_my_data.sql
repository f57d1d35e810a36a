-- Wishes to be erased, and what holds an erasure up (docs/data.md).
create table erasures (
    person_id uuid primary key references people (id) on delete cascade,
    asked_at bigint not null,
    -- Until then it can be taken back; from then on it is done.
    due_at bigint not null
);

-- A hold has a reason, somebody who placed it and an end, and its person is shown that there is one.
create table holds (
    id uuid primary key,
    person_id uuid not null references people (id) on delete cascade,
    -- What obliges the practice to keep the data. Written for the person to read.
    reason_sealed text not null,
    -- Who answers for it, as the person will read it.
    placed_by_sealed text not null,
    placed_at bigint not null,
    ends_at bigint not null,
    released_at bigint
);
create index holds_of_person on holds (person_id, ends_at);
