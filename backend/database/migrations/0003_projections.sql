-- kind: expand
-- The present, derived from the log in the transaction that writes it; `python -m backend rebuild` derives it
-- again and compares. A body is the thing itself as canonical JSON text; the columns are what queries need.

create table call (
    id uuid primary key,
    short integer not null,
    room text not null,
    state text not null,
    ringing_at timestamptz not null,
    closed_at timestamptz,
    incident uuid,
    exercise boolean not null,
    body text not null
);
create index call_open on call (room) where closed_at is null;
create index call_ringing_at on call (ringing_at);

create table incident (
    id uuid primary key,
    number text not null unique,
    short integer not null,
    room text not null,
    agencies text[] not null,
    state text not null,
    priority smallint not null,
    created_at timestamptz not null,
    closed_at timestamptz,
    exercise boolean not null,
    body text not null
);
create index incident_open on incident (room) where closed_at is null;
create index incident_created_at on incident (created_at);

create table unit_status (
    id uuid primary key,
    status text not null,
    since timestamptz not null,
    incident uuid,
    room text not null,
    agency text not null,
    exercise boolean not null
);

create table alert (
    id uuid primary key,
    kind text not null,
    severity smallint not null,
    state text not null,
    room text not null,
    agency text,
    group_code text not null,
    raised_at timestamptz not null,
    last_at timestamptz not null,
    closed boolean not null,
    exercise boolean not null,
    body text not null
);
create index alert_open on alert (room) where not closed;

create table counters (
    id smallint primary key check (id = 1),
    year integer not null,
    incidents integer not null,
    day integer not null,
    shorts integer not null
);

-- Live queries go through these: an exercise's rows cannot be met by accident.
create view live_call as select * from call where not exercise;
create view live_incident as select * from incident where not exercise;
create view live_unit_status as select * from unit_status where not exercise;
create view live_alert as select * from alert where not exercise;

-- Unqualified names on purpose: `rebuild` runs this very function with another schema in front.
create function project(p json) returns void language plpgsql as $$
begin
    if p -> 'call' is not null then
        insert into call
        select r.id, r.short, r.room, r.state, moment(r.ringing_at), moment(r.closed_at), r.incident,
               r.exercise, r.body
          from json_to_recordset(p -> 'call') as r (
               id uuid, short integer, room text, state text, ringing_at bigint, closed_at bigint,
               incident uuid, exercise boolean, body text)
        on conflict (id) do update set
            state = excluded.state, closed_at = excluded.closed_at, incident = excluded.incident,
            body = excluded.body;
    end if;
    if p -> 'incident' is not null then
        insert into incident
        select r.id, r.number, r.short, r.room, r.agencies, r.state, r.priority, moment(r.created_at),
               moment(r.closed_at), r.exercise, r.body
          from json_to_recordset(p -> 'incident') as r (
               id uuid, number text, short integer, room text, agencies text[], state text,
               priority smallint, created_at bigint, closed_at bigint, exercise boolean, body text)
        on conflict (id) do update set
            agencies = excluded.agencies, state = excluded.state, priority = excluded.priority,
            closed_at = excluded.closed_at, body = excluded.body;
    end if;
    if p -> 'unit_status' is not null then
        insert into unit_status
        select r.id, r.status, moment(r.since), r.incident, r.room, r.agency, r.exercise
          from json_to_recordset(p -> 'unit_status') as r (
               id uuid, status text, since bigint, incident uuid, room text, agency text, exercise boolean)
        on conflict (id) do update set
            status = excluded.status, since = excluded.since, incident = excluded.incident;
    end if;
    if p -> 'alert' is not null then
        insert into alert
        select r.id, r.kind, r.severity, r.state, r.room, r.agency, r.group_code, moment(r.raised_at),
               moment(r.last_at), r.closed, r.exercise, r.body
          from json_to_recordset(p -> 'alert') as r (
               id uuid, kind text, severity smallint, state text, room text, agency text, group_code text,
               raised_at bigint, last_at bigint, closed boolean, exercise boolean, body text)
        on conflict (id) do update set
            severity = excluded.severity, state = excluded.state, last_at = excluded.last_at,
            closed = excluded.closed, body = excluded.body;
    end if;
    if p -> 'counters' is not null then
        insert into counters
        select 1, r.year, r.incidents, r.day, r.shorts
          from json_to_recordset(p -> 'counters') as r (
               year integer, incidents integer, day integer, shorts integer)
        on conflict (id) do update set
            year = excluded.year, incidents = excluded.incidents, day = excluded.day,
            shorts = excluded.shorts;
    end if;
end
$$;

-- A whole batch in one round trip. Error classes of our own: AT001 another writer holds the lease,
-- AT002 the head is not where this writer left it.
create function commit_batch(
    p_fence bigint, p_seq bigint, p_chain bytea, p_new_seq bigint, p_new_chain bytea,
    p_commands json, p_events json, p_projections json
) returns void language plpgsql as $$
declare
    v_head log_head;
begin
    update log_head set seq = p_new_seq, chain = p_new_chain
     where id = 1 and fence = p_fence and seq = p_seq and chain = p_chain;
    if not found then
        select * into v_head from log_head where id = 1;
        if v_head.fence <> p_fence then
            raise exception 'fenced out' using errcode = 'AT001', detail = v_head.fence::text;
        end if;
        raise exception 'head moved' using errcode = 'AT002', detail = v_head.seq::text;
    end if;

    insert into command
    select r.id, r.digest, r.outcome, r.code, r.params, r.first_seq, r.last_seq, r.actor, r.workstation,
           moment(r.at), r.exercise
      from json_to_recordset(p_commands) as r (
           id uuid, digest bytea, outcome text, code text, params text, first_seq bigint, last_seq bigint,
           actor text, workstation text, at bigint, exercise boolean);

    if p_events is null then
        return;
    end if;
    with r as materialized (
        select * from json_to_recordset(p_events) as e (
            seq bigint, command uuid, kind text, version integer, actor text, workstation text, at bigint,
            exercise boolean, digest bytea, chain bytea, salt bytea, body text)
    ), written as (
        insert into event
        select seq, command, kind, version, actor, workstation, moment(at), exercise, digest, chain from r
    )
    insert into event_payload select seq, salt, body from r;

    if p_projections is not null then
        perform project(p_projections);
    end if;
    -- Never inside each transaction: NOTIFY takes a lock that serialises every commit; a batch has one.
    perform pg_notify('atalaya_log', p_new_seq::text);
end
$$;
