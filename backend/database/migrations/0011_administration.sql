-- kind: expand
-- Registers that people administer: each entry has a version, what is looked for is folded (no accents, small
-- letters), and every change is kept with who asked for it and who signed it.

create function folded(words text) returns text
language sql immutable strict parallel safe
return lower(translate(words,
    'ÁÀÂÄÃÅÉÈÊËÍÌÎÏÓÒÔÖÕÚÙÛÜÑÇáàâäãåéèêëíìîïóòôöõúùûüñç',
    'AAAAAAEEEEIIIIOOOOOUUUUNCaaaaaaeeeeiiiiooooouuuunc'));

alter table account add column version integer not null default 1;
alter table account add column badge text not null default '' check (length(badge) <= 16);
alter table account add column shift text not null default '' check (length(shift) <= 16);
alter table account add column expires_at timestamptz;
alter table account add column removed boolean not null default false;
alter table account add column search text not null
    generated always as (folded(login || ' ' || name || ' ' || badge)) stored;

alter table room add column version integer not null default 1;
alter table workstation add column version integer not null default 1;

alter table camera add column version integer not null default 1;
alter table camera add column kind text not null default 'fixed' check (kind in ('fixed', 'dome', 'faces'));
alter table camera add column height real check (height >= 0 and height <= 200);
alter table camera add column retention_days integer check (retention_days between 1 and 3650);
alter table camera add column zone text not null default '';
alter table camera add column removed boolean not null default false;
alter table camera add column search text not null
    generated always as (folded(label || ' ' || name)) stored;
create index camera_zone on camera (zone);

alter table device add column version integer not null default 1;
alter table device add column removed boolean not null default false;
alter table credential add column version integer not null default 1;
alter table credential add column removed boolean not null default false;

-- How long each kind of record is kept, in days.
create table retention (
    kind text primary key check (length(kind) between 1 and 32),
    days integer not null check (days between 1 and 3650),
    version integer not null default 1
);
insert into retention (kind, days) values ('footage', 60), ('plate_reads', 30);

-- Who may put rows on a watch list, on whose order, and until when.
create table list_authority (
    id uuid primary key,
    list text not null check (list in ('plates', 'faces')),
    account uuid not null references account,
    issuer text not null check (length(issuer) between 3 and 120),
    case_number text not null check (length(case_number) between 3 and 40),
    expires_at timestamptz not null,
    version integer not null default 1,
    removed boolean not null default false
);

-- Cells of role x action x reach that differ from the program's own table.
create table role_cell (
    role text not null,
    action text not null,
    reach text not null check (reach in ('room', 'agency', 'city', 'none')),
    version integer not null default 2,
    primary key (role, action)
);

-- Every change of a register. `id` is minted at the desk and `digest` is of what it asked for: the same again
-- is answered the same, another body under the same id is a conflict. No secret is ever written here.
create table change_request (
    id uuid primary key,
    digest bytea not null check (length(digest) = 32),
    register text not null,
    deed text not null,
    entry text,
    title text not null,
    base_version integer not null,
    changes text not null,
    reason text not null,
    proposer uuid not null,
    proposer_login text not null,
    proposer_name text not null,
    proposer_badge text not null,
    proposer_shift text not null,
    workstation text not null,
    proposed_at timestamptz not null,
    expires_at timestamptz not null,
    state text not null check (state in ('waiting', 'applied', 'rejected', 'expired')),
    second_login text not null default '',
    second_name text not null default '',
    closed_at timestamptz,
    note text not null default '',
    check ((state = 'waiting') = (closed_at is null))
);
create index change_request_waiting on change_request (expires_at) where state = 'waiting';
-- One change at a time may wait for each entry: the second person signs what is true then.
create unique index change_request_one on change_request (register, entry) where state = 'waiting';
create index change_request_entry on change_request (register, entry, proposed_at desc);
create index change_request_proposed on change_request (proposed_at desc);
