-- Check-ins that a person asked to keep, each in a request of its own. Their own record: no page shows it to anybody else.
create table kept_checkins (
    person_id uuid not null references people (id) on delete cascade,
    -- Made by the page that asked. It means something for this person only, so nobody can find out another's by trying.
    id uuid not null,
    session_id uuid not null references sessions (id),
    number_sealed text not null,
    line_sealed text not null,
    kept_at bigint not null,
    primary key (person_id, id)
);
