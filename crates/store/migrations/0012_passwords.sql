-- A password with codes of an app: for those who lead or work here and cannot use a passkey just then.
create table passwords (
    person_id uuid primary key references people (id) on delete cascade,
    -- Argon2id, as a PHC string.
    hash_sealed text not null,
    -- What the app on the phone knows too: 20 bytes, base32 (RFC 6238).
    secret_sealed text not null,
    -- The latest thirty seconds whose code was used. No code works twice, and none before it.
    used_step bigint not null,
    -- Wrong tries since the last sign-in that was right, in whatever way.
    failures bigint not null default 0,
    set_at bigint not null,
    last_used_at bigint
);
