-- Passkeys: a person signs in with a key that stays on their own device. Here is the half that checks.
create table passkeys (
    id uuid primary key,
    person_id uuid not null references people (id) on delete cascade,
    -- Keyed hash of the id by which a browser names the key. Unique: a passkey opens one person's account alone.
    credential_hash text not null unique,
    -- What the person calls it.
    name_sealed text not null,
    -- Public key, counter and flags: JSON, as the library that checks them writes it.
    credential_sealed text not null,
    made_at bigint not null,
    last_used_at bigint
);
create index passkeys_of_person on passkeys (person_id, made_at);

-- What was shown when a device was signed in: 'link', 'passkey' or 'house' (domain::sign_in::SignedInBy).
alter table sign_ins add column signed_in_by text not null default 'link';
