-- What a group agrees, who signed it with what proof, choices apart, guardians of those under age, and releases (C1 to C5).
-- The words of clauses are no secret. What a person typed, chose or allowed is.
create table agreement_versions (
    group_id uuid not null references groups (id),
    -- From 1, without gaps.
    number bigint not null,
    -- JSON, as domain::agreement::Clause writes itself. Words that somebody signed never change.
    clauses text not null,
    reason text not null,
    -- Null where the house made it.
    made_by uuid references memberships (id),
    made_at bigint not null,
    primary key (group_id, number)
);

create table agreement_signatures (
    id uuid primary key,
    group_id uuid not null,
    version bigint not null,
    membership_id uuid not null references memberships (id),
    -- How often this person had taken back a signature under this version before: so that signing twice signs once.
    turn bigint not null,
    signed_at bigint not null,
    -- What was typed, or empty for a tap.
    name_sealed text not null,
    proof_sealed text not null,
    withdrawn_at bigint,
    unique (membership_id, version, turn),
    foreign key (group_id, version) references agreement_versions (group_id, number)
);
create index agreement_signatures_of_group on agreement_signatures (group_id, membership_id);

-- One row for each person and choice, without a moment: when somebody answered would tell what they answered. Each answer
-- to a joint choice seals everybody's row anew, so that two copies of this table do not show whose changed.
create table agreement_choices (
    membership_id uuid not null references memberships (id),
    clause_id uuid not null,
    answer_sealed text not null,
    primary key (membership_id, clause_id)
);

-- Since when everybody says yes to a joint choice, or nothing, sealed to the same length.
create table agreement_joints (
    group_id uuid not null references groups (id),
    clause_id uuid not null,
    since_sealed text not null,
    primary key (group_id, clause_id)
);

create table guardians (
    membership_id uuid primary key references memberships (id),
    group_id uuid not null references groups (id),
    -- Empty while consent is still to come.
    who_sealed text not null,
    how_sealed text not null,
    -- A calendar date, YYYY-MM-DD.
    consented_on text,
    recorded_by uuid not null references memberships (id),
    recorded_at bigint not null
);
create index guardians_of_group on guardians (group_id);

create table releases (
    id uuid primary key,
    group_id uuid not null references groups (id),
    membership_id uuid not null references memberships (id),
    recipient_sealed text not null,
    matters_sealed text not null,
    made_at bigint not null,
    until bigint not null,
    revoked_at bigint
);
create index releases_of_member on releases (membership_id, made_at);
