-- kind: expand
-- The audit is looked through by words within a period: what is looked for is folded once, when it is written.

alter table audit add column search text
    generated always as (folded((line::json ->> 'actor') || ' ' || (line::json ->> 'action') || ' '
        || (line::json ->> 'subject') || ' ' || (line::json ->> 'case') || ' '
        || (line::json ->> 'reason'))) stored;
create index audit_actor_seq on audit (actor, seq desc);
create index audit_action_seq on audit (action, seq desc);
create index audit_recorded_seq on audit (recorded_at desc, seq desc);
