-- kind: expand
-- The event log: commands with their answers, events in one gap-free row, payloads apart so that they can be
-- erased, and the head that every writer must move. SQL never asks for the time: it is given.

create function moment(micros bigint) returns timestamptz
language sql immutable strict parallel safe
return to_timestamp(micros::float8 / 1000000);  -- exact to the microsecond until the year 2106

create function micros(at timestamptz) returns bigint
language sql immutable strict parallel safe
return (extract(epoch from at) * 1000000)::bigint;

-- One row. Whoever moves it holds its lock until the commit, so that the sequence has no gaps, and a writer
-- whose fence is old moves nothing.
create table log_head (
    id smallint primary key check (id = 1),
    fence bigint not null,
    seq bigint not null,
    chain bytea not null check (length(chain) = 32)
);
insert into log_head values (1, 0, 0, decode(repeat('00', 32), 'hex'));

create table command (
    id uuid primary key,
    digest bytea not null check (length(digest) = 32),
    outcome text not null check (outcome in ('done', 'refused', 'poisoned')),
    code text not null,
    params text not null,
    first_seq bigint,
    last_seq bigint,
    actor text not null,
    workstation text not null,
    recorded_at timestamptz not null,
    exercise boolean not null,
    check ((first_seq is null) = (last_seq is null)),
    check (outcome = 'done' or first_seq is null)
);

create table event (
    seq bigint primary key check (seq > 0),
    command uuid not null,
    kind text not null,
    version integer not null check (version > 0),
    actor text not null,
    workstation text not null,
    recorded_at timestamptz not null,
    exercise boolean not null,
    digest bytea not null check (length(digest) = 32),
    chain bytea not null check (length(chain) = 32)
);
create index event_recorded_at on event using brin (recorded_at);

-- The canonical bytes that the digest covers, as text: jsonb would reorder them and refuses \u0000.
create table event_payload (
    seq bigint primary key,
    salt bytea not null,
    body text not null
);

-- What could not be stored, exactly as it came.
create table quarantine (
    command uuid primary key,
    recorded_at timestamptz not null,
    reason text not null,
    body bytea not null
);
