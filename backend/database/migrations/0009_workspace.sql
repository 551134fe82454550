-- kind: expand
-- How people have arranged their desks. Not derived from the log: a preference is no fact of an operation.
-- The layout is text that the desk wrote and domain.workspace has read; the empty name is what was last on screen.

create table workspace (
    account uuid not null references account on delete cascade,
    workstation text not null,
    role text not null,
    name text not null check (length(name) <= 32),
    kept_at timestamptz not null,
    layout text not null check (octet_length(layout) <= 16384),
    primary key (account, role, workstation, name)
);
