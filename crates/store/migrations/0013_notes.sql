-- Psychotherapy notes: locked in the browser of who writes them, apart from everything else (docs/notes.md). What the browser locked is
-- sealed once more here with its person's key, so that erasing the person reaches old copies of it as well.
create table vaults (
    person_id uuid primary key references people (id) on delete cascade,
    -- What colleagues know of it, and what its bytes are bound to. Nobody's person id.
    id uuid not null unique,
    -- Counts its keys: one more after each that was lost or stolen.
    generation bigint not null,
    -- P-256: to it colleagues lock what they leave to this person.
    public_key text not null,
    private_key_sealed text not null,
    -- The key of the vault, as the recovery code opens it.
    recovery_sealed text not null,
    -- The key before this one, locked with this one, while notes are still being written anew.
    previous_sealed text,
    -- SHA-256 of a value that only the key of the vault makes: whoever has a cookie and not the key changes and deletes nothing.
    proof_hash text not null,
    made_on text not null
);

-- The key of the vault, as one passkey opens it. Removing the passkey removes this.
create table vault_wraps (
    person_id uuid not null references vaults (person_id) on delete cascade,
    passkey_id uuid not null references passkeys (id) on delete cascade,
    wrap_sealed text not null,
    primary key (person_id, passkey_id)
);
create index vault_wraps_of_passkey on vault_wraps (passkey_id);

create table notes (
    person_id uuid not null references vaults (person_id) on delete cascade,
    -- Made by the page, by chance.
    id uuid not null,
    -- Which key of the vault locked it.
    generation bigint not null,
    -- One more with each change: two devices do not write over each other.
    version bigint not null,
    body_sealed text not null,
    -- A day, in UTC. When exactly somebody wrote would tell when they saw whom.
    written_on text not null,
    primary key (person_id, id)
);

-- A professional will: the key of the vault, locked to one colleague's key, and where their asking for it stands.
create table wills (
    person_id uuid primary key references vaults (person_id) on delete cascade,
    heir_id uuid not null references vaults (person_id) on delete cascade,
    -- Of the author's key. After a new one this opens nothing that is written then.
    generation bigint not null,
    key_sealed text not null,
    -- Which key of the colleague it was locked to, for the author's eyes: locked with the author's key.
    pin_sealed text not null,
    named_at bigint not null,
    asked_at bigint,
    -- Why the colleague asks, for the author to read.
    reason_sealed text,
    due_at bigint,
    stopped_at bigint,
    released_at bigint
);
create index wills_left_to on wills (heir_id);
