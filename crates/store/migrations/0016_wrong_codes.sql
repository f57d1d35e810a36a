-- Wrong codes that were shown beside the right password since the last code that was right (docs/sign-in.md). A sign-in by another way
-- does not make it less: whoever reads the mail could have done that.
alter table passwords add column wrong_codes bigint not null default 0;
