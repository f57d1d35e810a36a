-- Who removed somebody, or wrote down a guardian's consent, can be erased: what they did stays, without them. A column is made anew,
-- because SQLite cannot let one be null that could not.
alter table removals add column removed_by_or_nobody uuid references memberships (id);
update removals set removed_by_or_nobody = removed_by;
alter table removals drop column removed_by;
alter table removals rename column removed_by_or_nobody to removed_by;

alter table guardians add column recorded_by_or_nobody uuid references memberships (id);
update guardians set recorded_by_or_nobody = recorded_by;
alter table guardians drop column recorded_by;
alter table guardians rename column recorded_by_or_nobody to recorded_by;
