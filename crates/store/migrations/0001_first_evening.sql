-- The first evening. One text for SQLite and PostgreSQL: uuid, boolean, bigint and text mean the same in both.
-- Moments are UTC milliseconds. A column that ends in _sealed holds a sealed value (src/seal.rs), never plain words.

create table practices (
    id uuid primary key,
    name text not null,
    country text not null,
    language text not null,
    time_zone text not null
);

create table people (
    id uuid primary key,
    legal_name_sealed text not null,
    email_sealed text not null,
    -- Keyed hash of the address, so that it can be looked up without being readable.
    email_hash text not null unique,
    language text not null,
    time_zone text not null,
    standing text not null
);

create table sign_in_links (
    -- SHA-256 of the token; the token itself is only in the mail.
    token_hash text primary key,
    person_id uuid not null references people (id) on delete cascade,
    created_at bigint not null,
    expires_at bigint not null,
    spent_at bigint
);
create index sign_in_links_of_person on sign_in_links (person_id, created_at);

create table sign_ins (
    id uuid primary key,
    person_id uuid not null references people (id) on delete cascade,
    -- SHA-256 of the cookie's token.
    token_hash text not null unique,
    label text not null,
    created_at bigint not null,
    last_seen_at bigint not null,
    idle_expires_at bigint not null,
    expires_at bigint not null,
    ended_at bigint
);
create index sign_ins_of_person on sign_ins (person_id, created_at);

create table groups (
    id uuid primary key,
    name text not null,
    neutral_name text not null,
    kind text not null,
    focus text not null,
    approach text not null,
    membership_rule text not null,
    summary text not null,
    -- A paragraph per line.
    evening text not null,
    seats bigint not null,
    time_zone text not null,
    language text not null,
    price_minor_units bigint,
    price_currency text,
    listed text not null
);

create table credentials (
    id uuid primary key,
    person_id uuid not null references people (id) on delete cascade,
    title text not null,
    jurisdiction text not null,
    -- A calendar date, YYYY-MM-DD: a check has a day, not a moment.
    checked_on text not null,
    checked_by text not null
);
create index credentials_of_person on credentials (person_id);

create table memberships (
    id uuid primary key,
    group_id uuid not null references groups (id),
    person_id uuid not null references people (id),
    alias_sealed text not null,
    role text not null,
    seat bigint not null,
    unique (group_id, seat),
    unique (group_id, person_id)
);
create index memberships_of_person on memberships (person_id);

create table sessions (
    id uuid primary key,
    group_id uuid not null references groups (id),
    starts_at bigint not null,
    minutes bigint not null,
    number bigint not null,
    number_of bigint,
    -- JSON, as domain::plan::Plan writes itself.
    plan text not null,
    ended_at bigint
);
create index sessions_of_group on sessions (group_id, starts_at);

create table door_answers (
    session_id uuid not null references sessions (id) on delete cascade,
    membership_id uuid not null references memberships (id),
    place_sealed text not null,
    country_sealed text not null,
    alone_sealed text not null,
    safe_channel_sealed text not null,
    answered_at bigint not null,
    primary key (session_id, membership_id)
);

create table emergency_facts (
    person_id uuid primary key references people (id) on delete cascade,
    phone_sealed text not null,
    safe_to_ring_sealed text not null,
    contact_name_sealed text not null,
    contact_phone_sealed text not null,
    contact_relation_sealed text not null
);

create table admissions (
    session_id uuid not null references sessions (id) on delete cascade,
    membership_id uuid not null references memberships (id),
    -- Null for those who lead: they need no admission.
    admitted_by uuid references memberships (id),
    -- Opaque bytes for the admitted device, base64.
    token text not null,
    admitted_at bigint not null,
    primary key (session_id, membership_id)
);

create table removals (
    session_id uuid not null references sessions (id) on delete cascade,
    membership_id uuid not null references memberships (id),
    removed_by uuid not null references memberships (id),
    reason_sealed text not null,
    removed_at bigint not null,
    primary key (session_id, membership_id)
);

create table room_states (
    session_id uuid primary key references sessions (id) on delete cascade,
    phase bigint,
    phase_began_at bigint,
    -- JSON of membership ids and turn states, as domain::live::RoundPosition writes itself.
    round text,
    locked boolean not null,
    hold text,
    lead_id uuid references memberships (id),
    ended_at bigint,
    ended_by uuid references memberships (id)
);

create table airtimes (
    session_id uuid not null references sessions (id) on delete cascade,
    membership_id uuid not null references memberships (id),
    spoken_ms bigint not null,
    primary key (session_id, membership_id)
);

create table jobs (
    id uuid primary key,
    kind text not null,
    payload_sealed text not null,
    created_at bigint not null,
    due_at bigint not null,
    attempts bigint not null,
    -- Whoever claimed it has until then; later the job is anyone's again.
    claimed_until bigint,
    done_at bigint,
    given_up_at bigint,
    -- A code, never a sentence: errors may quote what they choked on.
    last_error text
);
create index jobs_waiting on jobs (done_at, due_at);

create table mails (
    id uuid primary key,
    recipient_sealed text not null,
    recipient_hash text not null,
    subject_sealed text not null,
    body_sealed text not null,
    sent_at bigint not null
);
create index mails_of_recipient on mails (recipient_hash, sent_at);

create table audit_rows (
    position bigint primary key,
    id uuid not null unique,
    at bigint not null,
    actor text not null,
    action text not null,
    resource text not null,
    detail text not null,
    previous_hash text not null,
    hash text not null
);
create index audit_rows_of_resource on audit_rows (resource, position);

-- Where the chain ends. Its one row makes writers queue for the next place, and shows when the end was cut off.
create table audit_heads (
    id bigint primary key,
    position bigint not null,
    hash text not null
);
insert into audit_heads (id, position, hash)
values (1, 0, '0000000000000000000000000000000000000000000000000000000000000000');
