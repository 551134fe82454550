-- kind: expand
-- Who read what, and why. A chain of its own, since every server writes it and not only the log's writer.
-- `line` is the record that the chain covers; the columns are taken from it and cannot differ.

create table audit_head (
    id smallint primary key check (id = 1),
    seq bigint not null,
    chain bytea not null check (length(chain) = 32)
);
insert into audit_head values (1, 0, decode(repeat('00', 32), 'hex'));

create table audit (
    seq bigint primary key,
    line text not null,
    chain bytea not null check (length(chain) = 32),
    recorded_at timestamptz generated always as (moment((line::json ->> 'at')::bigint)) stored,
    actor text generated always as (line::json ->> 'actor') stored,
    workstation text generated always as (line::json ->> 'workstation') stored,
    action text generated always as (line::json ->> 'action') stored,
    subject text generated always as (line::json ->> 'subject') stored,
    case_number text generated always as (line::json ->> 'case') stored,
    reason text generated always as (line::json ->> 'reason') stored
);
create index audit_recorded_at on audit using brin (recorded_at);
create index audit_actor on audit (actor);

create function audit_append(p_line text) returns bigint language plpgsql as $$
declare
    v_seq bigint;
    v_chain bytea;
begin
    update audit_head
       set seq = seq + 1, chain = sha256(chain || int8send(seq + 1) || convert_to(p_line, 'UTF8'))
     where id = 1
    returning seq, chain into v_seq, v_chain;
    insert into audit (seq, line, chain) values (v_seq, p_line, v_chain);
    return v_seq;
end
$$;
