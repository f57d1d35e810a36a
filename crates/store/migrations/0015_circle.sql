-- Places that are paused and places that have ended. A chair and a person are one each among those that have not: so the two
-- rules that held for every row give way to two that hold for these (docs/adr/0017). SQLite drops a rule only with its table.

-- on sqlite:
pragma defer_foreign_keys = on;
create table memberships_before as select * from memberships;
drop table memberships;
create table memberships (
    id uuid primary key,
    group_id uuid not null references groups (id),
    person_id uuid not null references people (id),
    alias_sealed text not null,
    role text not null,
    seat bigint not null
);
insert into memberships (id, group_id, person_id, alias_sealed, role, seat)
    select id, group_id, person_id, alias_sealed, role, seat from memberships_before;
drop table memberships_before;
create index memberships_of_person on memberships (person_id);

-- on postgres:
alter table memberships drop constraint memberships_group_id_seat_key;
alter table memberships drop constraint memberships_group_id_person_id_key;

-- on both:
alter table memberships add column paused_at bigint;
alter table memberships add column ended_at bigint;
-- 'themselves', 'facilitator' or 'group' (domain::membership::EndedBy); null until then.
alter table memberships add column ended_by text;
-- Why it was paused or ended, for those who lead. Empty: nothing was said.
alter table memberships add column why_sealed text;
-- Somebody who leads has asked for another name then; null once there is one.
alter table memberships add column name_asked_at bigint;
create unique index memberships_chair on memberships (group_id, seat) where ended_at is null;
create unique index memberships_person on memberships (group_id, person_id) where ended_at is null;

-- Names that people no longer bear in a group: so that those who lead can follow who is who.
create table former_names (
    membership_id uuid not null references memberships (id),
    id uuid not null,
    name_sealed text not null,
    until bigint not null,
    -- Null: the person chose another. Otherwise whoever leads set it back.
    changed_by uuid references memberships (id),
    primary key (membership_id, id)
);
