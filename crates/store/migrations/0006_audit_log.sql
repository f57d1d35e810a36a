-- The audit log in the shape of FHIR AuditEvent (docs/audit.md). Rows from before keep format 1 and the hash they have: the new
-- columns are empty there, and the chain goes on behind them. The triggers that refuse changes differ between the two databases,
-- so src/audit/guard.rs puts them up at each start.
alter table audit_rows add column format bigint not null default 1;
-- What kind of event, as a DICOM code: '110110' is a patient's record.
alter table audit_rows add column kind text not null default '';
-- C, R, U, D or E.
alter table audit_rows add column verb text not null default '';
-- 0 done, 4 refused.
alter table audit_rows add column outcome bigint not null default 0;
-- What the actor was when they did it.
alter table audit_rows add column role text not null default '';
-- The sign-in they acted through, if the house knows it.
alter table audit_rows add column sign_in text not null default '';
-- Whose record it is about: a person's id.
alter table audit_rows add column subject text not null default '';
-- The program that wrote the row, and its version.
alter table audit_rows add column source text not null default '';
create index audit_rows_of_subject on audit_rows (subject, position);

-- Where a log begins whose older rows were cut off: the place and the hash of the last row that is gone. Rows may be deleted up
-- to the newest of these and no further.
create table audit_checkpoints (
    position bigint primary key,
    hash text not null,
    cut_at bigint not null
);
