-- kind: expand
-- What each unit can do (domain/capability.py): response plans ask for it, rankings choose by it.

alter table unit add column capabilities text[] not null default '{}';
