-- kind: expand
-- The register: who and what exists. A unit is who + what + when: agents, a device and a vehicle in a shift.

create table room (
    id text primary key check (length(id) between 1 and 32),
    name text not null,
    exercise boolean not null default false
);

create table agency (
    id text primary key check (length(id) between 1 and 32),
    name text not null
);

create table agent (
    id uuid primary key,
    badge text not null unique check (length(badge) between 1 and 16),
    name text not null,
    agency text not null references agency,
    rank text not null default ''
);

create table shift (
    id uuid primary key,
    label text not null check (length(label) between 1 and 16),
    agency text not null references agency,
    begins_at timestamptz not null,
    ends_at timestamptz not null,
    check (ends_at > begins_at)
);

create table device (
    id uuid primary key,
    label text not null unique check (length(label) between 1 and 16),
    kind text not null check (kind in ('phone', 'panic_button', 'bracelet', 'radio')),
    credential text not null default '',
    agency text references agency,
    protected boolean not null default false,
    withdrawn boolean not null default false
);

create table vehicle (
    id uuid primary key,
    label text not null unique check (length(label) between 1 and 16),
    plate text not null default '',
    kind text not null default 'car',
    agency text not null references agency
);

create table unit (
    id uuid primary key,
    index integer not null unique check (index between 0 and 65535),
    call_sign text not null unique check (length(call_sign) between 1 and 16),
    agency text not null references agency,
    room text not null references room,
    initial_status text not null default 'available',
    since timestamptz not null,
    visibility text not null default 'shared' check (visibility in ('shared', 'covert')),
    exercise boolean not null default false
);

create table assignment (
    id uuid primary key,
    unit uuid not null references unit,
    shift uuid not null references shift,
    device uuid references device,
    vehicle uuid references vehicle,
    unique (unit, shift),
    unique (shift, device),
    unique (shift, vehicle)
);

create table assignment_agent (
    assignment uuid not null references assignment on delete cascade,
    shift uuid not null references shift,
    agent uuid not null references agent,
    primary key (assignment, agent),
    unique (shift, agent)
);

create table camera (
    id uuid primary key,
    label text not null unique check (length(label) between 1 and 16),
    name text not null,
    lat double precision not null check (lat between -90 and 90),
    lon double precision not null check (lon between -180 and 180),
    heading real check (heading >= 0 and heading < 360),
    view_angle real not null default 70 check (view_angle > 0 and view_angle <= 360),
    room text not null references room,
    agency text not null references agency,
    url text not null,
    secret text not null default '',
    exercise boolean not null default false
);

create table workstation (
    id text primary key check (length(id) between 1 and 16),
    desk text not null check (length(desk) between 1 and 16),
    room text not null references room
);

create table account (
    id uuid primary key,
    login text not null unique check (length(login) between 1 and 16),
    name text not null,
    role text not null,
    room text not null references room,
    agencies text[] not null default '{}',
    password_hash text not null,
    disabled boolean not null default false
);

-- What each door's source was issued: a webhook's token, a phone's id, a button's key.
create table credential (
    id uuid primary key,
    door text not null check (door in ('calls', 'phones', 'buttons', 'cameras')),
    name text not null check (length(name) between 1 and 64),
    secret text not null,
    device uuid references device,
    room text not null references room,
    exercise boolean not null default false,
    withdrawn boolean not null default false,
    unique (door, name)
);
