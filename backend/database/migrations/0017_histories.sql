-- kind: expand
-- What a call-taker is told of a number and a place: indexes on what the bodies say, and a register of premises.
-- The last eight figures of a number are the subscriber's, however the exchange writes the rest.

create function number_tail(body text) returns text language sql immutable as $$
    select right(regexp_replace(coalesce(substring(body from '"number":"((?:[^"\\]|\\.)*)"'), ''), '\D', '', 'g'), 8)
$$;
create function place_lat(body text) returns float8 language sql immutable as $$
    select substring(body from '"position":\{"lat":(-?[0-9.eE+-]+),')::float8
$$;
create function place_lon(body text) returns float8 language sql immutable as $$
    select substring(body from '"position":\{"lat":-?[0-9.eE+-]+,"lon":(-?[0-9.eE+-]+)\}')::float8
$$;
create function place_words(body text) returns text language sql immutable as $$
    select lower(substring(body from '"address":"((?:[^"\\]|\\.)*)"'))
$$;

create index call_by_number on call (number_tail(body), ringing_at desc);
create index incident_by_place on incident (place_lat(body));
create index incident_by_words on incident (place_words(body), created_at desc);

create table premise (
    id uuid primary key,
    address text not null,
    lat float8 not null check (lat between -90 and 90),
    lon float8 not null check (lon between -180 and 180),
    hazard text not null check (hazard in ('weapons', 'violence', 'explosives', 'chemicals', 'gas', 'dog',
        'collapse', 'electricity', 'stairs', 'access', 'vulnerable')),
    note text not null default '',
    masked boolean not null default false,
    source text not null,
    noted_at timestamptz not null,
    expires_at timestamptz,
    exercise boolean not null default false
);
create index premise_by_place on premise (lat);
create view live_premise as select * from premise where not exercise;
