-- Who measures how loud each voice is: 'server' or 'devices' (domain::group::Levels). Groups that are there stay as they were.
alter table groups add column levels text not null default 'server';
