-- kind: expand
-- Incident ids are minted at desks. One that belonged to an incident long closed, which the writer's memory no
-- longer holds, must not write over it: the command becomes poison and the old incident stays as it was.

create function incident_stays_itself() returns trigger language plpgsql as $$
begin
    -- Searched as text: reading the body as JSON would stumble over an escaped NUL in a narrative.
    if position(format('"number":"%s"', old.number) in new.body) = 0 then
        raise exception 'incident % is number %', old.id, old.number using errcode = 'check_violation';
    end if;
    return new;
end
$$;

create trigger incident_stays_itself before update on incident
for each row execute function incident_stays_itself();
