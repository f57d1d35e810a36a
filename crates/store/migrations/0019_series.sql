-- When groups meet again and again, their breaks, and what was changed about a session since it was made.

create table series (
    id uuid primary key,
    group_id uuid not null references groups (id),
    -- RFC 5545, as domain::series::Rule writes itself: 'FREQ=WEEKLY;INTERVAL=1;BYDAY=TU'.
    rule text not null,
    -- Calendar dates, YYYY-MM-DD, and a time of day, HH:MM, on the clock of `zone` (IANA name).
    first_on text not null,
    clock text not null,
    zone text not null,
    minutes bigint not null,
    -- At most one of the two: so many sessions, or a last day. Neither: it has no end.
    sessions bigint,
    last_on text,
    made_at bigint not null,
    -- Null while it is the group's; then when another took its place.
    replaced_at bigint
);
create unique index series_of_group on series (group_id) where replaced_at is null;

create table pauses (
    id uuid primary key,
    group_id uuid not null references groups (id),
    first_on text not null,
    last_on text not null
);
create index pauses_of_group on pauses (group_id, first_on);

alter table sessions add column series_id uuid references series (id);
-- Its day in the series, which it keeps when it is moved.
alter table sessions add column series_day text;
alter table sessions add column moved boolean not null default false;
alter table sessions add column cancelled_at bigint;
-- 'hand', 'pause' or 'series' (domain::session::CancelledBy).
alter table sessions add column cancelled_by text;
-- Grows with each change that a calendar must hear of (RFC 5545, SEQUENCE).
alter table sessions add column revision bigint not null default 0;
create unique index sessions_of_series on sessions (series_id, series_day);
