-- What people are told about their own accounts, and how who lost every passkey comes back in (docs/sign-in.md).
create table notices (
    id uuid primary key,
    person_id uuid not null references people (id) on delete cascade,
    -- domain::notice::Happened: a word of ours.
    happened text not null,
    -- "Firefox on Linux", where a device did it.
    device text,
    told_at bigint not null,
    -- Off the page of the day since then; the list beside the devices keeps it.
    put_away_at bigint
);
create index notices_of_person on notices (person_id, told_at);

create table recoveries (
    id uuid primary key,
    person_id uuid not null references people (id) on delete cascade,
    asked_at bigint not null,
    -- The device that asked.
    device text not null,
    -- A colleague who has spoken with them. Null again when that colleague is erased; `confirmed_at` stays.
    confirmed_by uuid references people (id) on delete set null,
    confirmed_at bigint,
    stopped_at bigint,
    -- A first passkey was added.
    done_at bigint
);
create index recoveries_of_person on recoveries (person_id, asked_at);

-- Which passkey a sign-in came by: it ends when that passkey is taken off the list. Null for every other way.
alter table sign_ins add column passkey_id uuid;
