-- kind: expand
-- Who may come in and stay: second factors, locks that survive a restart, and what ends a session at once.

-- Grows with whatever changes what somebody may do or how they prove who they are; a session of an older
-- revision is over.
alter table account add column revision integer not null default 0;
alter table account add column last_login_at timestamptz;
alter table account add column last_login_workstation text not null default '';

create function account_revised() returns trigger language plpgsql as $$
begin
    new.revision := old.revision + 1;
    return new;
end
$$;

create trigger account_revised before update of login, role, room, agencies, password_hash on account
for each row when ((old.login, old.role, old.room, old.agencies, old.password_hash)
    is distinct from (new.login, new.role, new.room, new.agencies, new.password_hash))
execute function account_revised();

-- Null: kept by a program that did not know revisions.
alter table session add column revision integer;
alter table session add column began_at timestamptz;

-- Where somebody last came in from this desk: guesses from elsewhere do not lock it.
alter table workstation add column last_address text not null default '';

create table login_lock (
    account uuid references account on delete cascade,
    workstation text references workstation on delete cascade,
    elsewhere boolean not null default false,
    wrong integer not null,
    last_wrong_at timestamptz not null,
    locked_until timestamptz,
    check (account is not null or workstation is not null),
    unique nulls not distinct (account, workstation, elsewhere)
);

create table second_factor (
    id uuid primary key,
    account uuid not null references account on delete cascade,
    kind text not null check (kind in ('totp', 'fido2')),
    name text not null default '' check (length(name) <= 32),
    -- A code's secret, encrypted with a key that is not in the database; a security key's public half as it is.
    secret bytea not null,
    confirmed boolean not null default false,
    last_step bigint not null default -1,
    sign_count bigint not null default 0,
    created_at timestamptz not null,
    used_at timestamptz
);
create index second_factor_account on second_factor (account);

create table recovery_code (
    account uuid not null references account on delete cascade,
    digest bytea not null check (length(digest) = 32),
    used_at timestamptz,
    primary key (account, digest)
);

-- How each account stands at the door, for those who look after accounts.
create view account_access as
select a.id as account, a.disabled, a.last_login_at, a.last_login_workstation,
       (select max(l.locked_until) from login_lock l where l.account = a.id) as locked_until,
       coalesce((select string_agg(distinct f.kind, '+' order by f.kind)
                   from second_factor f where f.account = a.id and f.confirmed), '') as second_factor,
       (select count(*) from recovery_code r where r.account = a.id and r.used_at is null) as recovery_codes
  from account a;
