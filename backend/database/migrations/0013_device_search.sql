-- kind: expand
-- 25,000 telephones are looked through by what they are called: folded once, when it is written.

alter table device add column search text not null generated always as (folded(label)) stored;
alter table credential add column search text not null generated always as (folded(name)) stored;
