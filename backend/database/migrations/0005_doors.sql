-- kind: expand
-- Who is inside and what the doors have heard. Not derived from the log: a session is a key, not a fact.

-- Which site this database is, so that a desk never takes another site's sequence for its own.
create table site (
    id smallint primary key check (id = 1),
    site uuid not null
);

-- Only the digest of a token: a copy of this table opens no door.
create table session (
    digest bytea primary key check (length(digest) = 32),
    account uuid not null references account on delete cascade,
    workstation text not null,
    expires_at timestamptz not null
);
create index session_account on session (account);

-- The highest counter heard of each panic button: the same press twice is a replay.
create table button_counter (
    device text primary key,
    counter bigint not null
);
