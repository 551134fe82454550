-- kind: expand
-- What people can take and speak, and where a room's calls go when nobody there is ready.

alter table account add column skills text[] not null default '{}';
alter table account add column languages text[] not null default '{}';
alter table room add column overflow_to text references room;
