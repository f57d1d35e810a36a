-- What was told quietly tonight and whether it was seen, so that a room that starts again forgets nobody.
-- JSON as domain::live::QuietTold writes itself, sealed: it says how a person is. Emptied when the session ends, or a day later.
alter table room_states add column quiet_sealed text;
