-- kind: expand
-- What sources said that could not be taken, grouped by kind and source: outside the log, for it is about
-- what never came in.
create table intake_exception (
    kind text not null,
    source text not null,
    count bigint not null,
    first_at timestamptz not null,
    last_at timestamptz not null,
    detail text not null,
    grave boolean not null,
    seen_at timestamptz,
    seen_by text not null,
    primary key (kind, source)
);
