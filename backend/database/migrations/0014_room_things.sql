-- kind: expand
-- Desks, BOLOs, the shift's log and handovers: few, small, always read whole, so that one table holds them.
-- `until` is when a thing was over: what is older than memory reaches is history. Units get what they do next.

create table room_thing (
    id uuid primary key,
    kind text not null check (kind in ('desk', 'bolo', 'log_entry', 'handover')),
    room text not null,
    until timestamptz,
    exercise boolean not null,
    body text not null
);
create index room_thing_present on room_thing (until);
create view live_room_thing as select * from room_thing where not exercise;

alter table unit_status add column stack uuid[] not null default '{}';
alter table unit_status add column check_due timestamptz;
create or replace view live_unit_status as select * from unit_status where not exercise;

alter function project(json) rename to project_first;

-- Unqualified names on purpose: `rebuild` runs this very function with another schema in front.
create function project(p json) returns void language plpgsql as $$
begin
    perform project_first(p);
    if p -> 'unit_status' is not null then
        update unit_status u
           set stack = coalesce(r.stack, '{}'), check_due = moment(r.check_due)
          from json_to_recordset(p -> 'unit_status') as r (id uuid, stack uuid[], check_due bigint)
         where u.id = r.id and (u.stack, u.check_due) is distinct from
               (coalesce(r.stack, '{}'), moment(r.check_due));
    end if;
    if p -> 'room_thing' is not null then
        insert into room_thing
        select r.id, r.kind, r.room, moment(r.until), r.exercise, r.body
          from json_to_recordset(p -> 'room_thing') as r (
               id uuid, kind text, room text, until bigint, exercise boolean, body text)
        on conflict (id) do update set
            room = excluded.room, until = excluded.until, body = excluded.body;
    end if;
end
$$;
