-- Whoever comes back in by a colleague's word types a code that the colleague told them by voice (docs/sign-in.md). The code itself
-- is nowhere: the house works it out with a key that is not in the database.
alter table recoveries add column wrong_codes bigint not null default 0;
-- The sign-in that typed the right one: it alone adds the new passkey.
alter table recoveries add column typed_in uuid;
