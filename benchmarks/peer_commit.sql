-- The peer of benchmarks/eventlog.py: the same promise as commit_batch, kept for one command a transaction.
-- One round trip as well; counter row, events, payload, projection, NOTIFY, and the very same chain.
create function peer_commit(
    p_command uuid, p_command_digest bytea, p_actor text, p_workstation text, p_at bigint,
    p_kind text, p_version integer, p_digest bytea, p_salt bytea, p_body text, p_projections json
) returns bigint language plpgsql as $$
declare
    v_seq bigint;
    v_chain bytea;
begin
    update log_head
       set seq = seq + 1,
           chain = sha256(
               chain || int8send(seq + 1) || uuid_send(p_command) || int4send(p_version) || int8send(p_at)
               || '\x00'::bytea
               || int4send(octet_length(p_kind)) || convert_to(p_kind, 'UTF8')
               || int4send(octet_length(p_actor)) || convert_to(p_actor, 'UTF8')
               || int4send(octet_length(p_workstation)) || convert_to(p_workstation, 'UTF8')
               || p_digest)
     where id = 1
    returning seq, chain into v_seq, v_chain;
    insert into command values (
        p_command, p_command_digest, 'done', '', '{}', v_seq, v_seq, p_actor, p_workstation, moment(p_at), false);
    insert into event values (
        v_seq, p_command, p_kind, p_version, p_actor, p_workstation, moment(p_at), false, p_digest, v_chain);
    insert into event_payload values (v_seq, p_salt, p_body);
    perform project(p_projections);
    perform pg_notify('atalaya_log', v_seq::text);
    return v_seq;
end
$$;
