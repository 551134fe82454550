-- kind: expand
-- Erasing a payload happens in the transaction that records the order: `erased_payload` rows of a batch.

create function erase_payloads(p json) returns void language plpgsql as $$
begin
    delete from event_payload
     using json_to_recordset(p -> 'erased_payload') as r (seq bigint)
     where event_payload.seq = r.seq;
end
$$;

create or replace function commit_batch(
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
        if p_projections -> 'erased_payload' is not null then
            perform erase_payloads(p_projections);
        end if;
    end if;
    -- Never inside each transaction: NOTIFY takes a lock that serialises every commit; a batch has one.
    perform pg_notify('atalaya_log', p_new_seq::text);
end
$$;
