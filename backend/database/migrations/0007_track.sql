-- kind: expand
-- Routes of units: the fixes of five minutes in one row, packed by backend/tracks.py. A late fix is appended to
-- the row of its own time; whoever reads sorts. `format` tells how they are packed.

create table track (
    unit uuid not null,
    starts_at timestamptz not null,
    format smallint not null,
    fixes bytea not null,
    primary key (unit, starts_at, format)
);
