-- Complaints that go past who leads a group (docs/complaints.md), and break-glass (docs/audit.md).

-- Who was named for what in the house: 'complaints' reads complaints.
create table duties (
    person_id uuid not null references people (id) on delete cascade,
    duty text not null,
    since bigint not null,
    primary key (person_id, duty)
);

create table complaints (
    id uuid primary key,
    -- Whose key seals it: its person's; without an account nobody's, and then the id stands here again.
    holder_id uuid not null,
    person_id uuid references people (id) on delete cascade,
    -- Without an account: the hash of the word in its address.
    token_hash text unique,
    -- Whether who reads it learns who complains.
    named boolean not null,
    about_group uuid references groups (id),
    about_sealed text not null,
    words_sealed text not null,
    -- 'here', 'ring', 'text', 'email' or 'no' (domain::complaint::Answering).
    answering text not null,
    reach_sealed text not null,
    answer_sealed text not null,
    received_at bigint not null,
    read_at bigint,
    answered_at bigint,
    closed_at bigint,
    incident_id uuid
);
create index complaints_of_person on complaints (person_id, received_at);
create index complaints_received on complaints (received_at);

create table break_glasses (
    id uuid primary key,
    -- Whose key seals it: of whom it is, where that is a person we know.
    holder_id uuid not null,
    -- 'person' or 'group'. That nobody was found stands as an empty id.
    about text not null,
    person_id uuid references people (id) on delete cascade,
    group_id uuid references groups (id),
    -- The reason in a word of ours (domain::break_glass::Class), and in those of who asked.
    class text not null,
    reason_sealed text not null,
    asked_by uuid not null references people (id) on delete cascade,
    -- A sign-in, which may be forgotten earlier than this row.
    asked_through uuid not null,
    asked_at bigint not null,
    answered_by uuid references people (id) on delete set null,
    -- What they were: 'coordinator', 'operator' or 'leads'.
    second text,
    answered_at bigint,
    -- 'yes' or 'no'.
    answer text,
    opened_at bigint,
    closed_at bigint,
    end_written_at bigint
);
create index break_glasses_asked on break_glasses (asked_at);
create index break_glasses_of_person on break_glasses (person_id);
