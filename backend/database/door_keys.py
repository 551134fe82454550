"""What the doors and the door-keeping ask of the database: accounts, sessions, credentials, counters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

import psycopg

from backend.accounts import Account, Session
from backend.database.link import Link, broke, in_our_words
from backend.intake.buttons import Issued
from backend.intake.doors import CallSource
from backend.streams.messages import Source
from domain.agency import Agency
from domain.camera import Camera
from domain.people import Operator, Role, Room, Workstation
from domain.place import Position

_ACCOUNT = """
select id, login, name, role, room, agencies, password_hash, disabled, revision, skills, languages,
       array(select r.action || ' ' || r.reach from role_cell r where r.role = account.role order by r.action)
  from account
"""
_SESSION = "select account, workstation, micros(expires_at), revision from session where digest = %s"
_KEEP_SESSION = """
insert into session (digest, account, workstation, expires_at, revision) values (%s, %s, %s, moment(%s), %s)
"""
_CREDENTIALS = """
select c.name, c.secret, c.room, c.exercise, coalesce(d.protected, true)
  from credential c left join device d on d.id = c.device
 where c.door = %s and not c.withdrawn and not coalesce(d.withdrawn, false)
"""
_PHONES = """
select c.secret, a.unit
  from credential c
  join assignment a on a.device = c.device
  join device d on d.id = c.device
  join shift s on s.id = a.shift
 where c.door = 'phones' and not c.withdrawn and not d.withdrawn
   and s.begins_at <= moment(%s) and moment(%s) < s.ends_at
"""
_CAMERAS = """
select id, label, name, lat, lon, heading, view_angle, room, agency, url, secret
  from camera where not exercise and not removed order by label
"""
_HEARD = """
insert into button_counter (device, counter) values (%s, %s)
on conflict (device) do update set counter = greatest(button_counter.counter, excluded.counter)
"""


class DoorKeys:
    """One connection of its own: a login never waits behind a commit."""

    def __init__(self, dsn: str) -> None:
        self._link = Link(dsn)

    async def close(self) -> None:
        """Close the connection."""
        await self._link.drop()

    async def account_of(self, user: str) -> Account | None:
        """Return the account of a user name."""
        return _account(await self._rows(f"{_ACCOUNT} where login = %s", [user]))

    async def account(self, key: UUID) -> Account | None:
        """Return an account by id."""
        return _account(await self._rows(f"{_ACCOUNT} where id = %s", [key]))

    async def workstation(self, key: str) -> Workstation | None:
        """Return a workstation."""
        rows = await self._rows("select id, desk, room from workstation where id = %s", [key])
        return Workstation(id=rows[0][0], desk=rows[0][1], room=rows[0][2]) if rows else None

    async def room(self, key: str) -> Room | None:
        """Return a room."""
        rows = await self._rows("select id, name, exercise from room where id = %s", [key])
        return Room(id=rows[0][0], name=rows[0][1], exercise=rows[0][2]) if rows else None

    async def first_room(self) -> str | None:
        """Return the room that is told of what belongs to none: the first live one by name."""
        rows = await self._rows("select id from room where not exercise order by id limit 1")
        return str(rows[0][0]) if rows else None

    async def overflow_routes(self) -> dict[str, str]:
        """Return the room that each room's calls go over to."""
        rows = await self._rows("select id, overflow_to from room where overflow_to is not null")
        return {row[0]: row[1] for row in rows}

    async def keep_session(self, session: Session) -> None:
        """Store a session."""
        values = [session.digest, session.account, session.workstation, session.expires_at]
        await self._do(_KEEP_SESSION, [*values, session.revision])

    async def session(self, digest: bytes) -> Session | None:
        """Return a session by its token's digest."""
        rows = await self._rows(_SESSION, [digest])
        if not rows:
            return None
        account, workstation, expires_at, revision = rows[0]
        return Session(
            digest=digest,
            account=account,
            workstation=workstation,
            expires_at=expires_at,
            revision=revision,
        )

    async def end_session(self, digest: bytes) -> None:
        """Forget a session."""
        await self._do("delete from session where digest = %s", [digest])

    async def call_sources(self) -> dict[bytes, CallSource]:
        """Return the exchanges that may report calls, by the digest of their token."""
        return {
            bytes.fromhex(secret): CallSource(name=name, room=room, exercise=exercise)
            for name, secret, room, exercise, _ in await self._rows(_CREDENTIALS, ["calls"])
        }

    async def buttons(self) -> dict[str, Issued]:
        """Return the issued panic buttons by device name."""
        return {
            name: Issued(
                device=name, key=bytes.fromhex(secret), room=room, protected=protected, exercise=exercise
            )
            for name, secret, room, exercise, protected in await self._rows(_CREDENTIALS, ["buttons"])
        }

    async def phones(self, now: int) -> dict[str, UUID]:
        """Return the unit of each phone on duty at `now` (µs), by the digest (hex) of its identifier."""
        return {row[0]: row[1] for row in await self._rows(_PHONES, [now, now])}

    async def counters(self) -> dict[str, int]:
        """Return the highest counter heard of each button."""
        rows = await self._rows("select device, counter from button_counter")
        return {row[0]: row[1] for row in rows}

    async def heard(self, device: str, counter: int) -> None:
        """Keep a button's counter."""
        await self._do(_HEARD, [device, counter])

    async def site(self, fresh: UUID) -> UUID:
        """Return this database's site id; `fresh` becomes it the first time."""
        await self._do("insert into site values (1, %s) on conflict do nothing", [fresh])
        rows = await self._rows("select site from site where id = 1")
        return UUID(str(rows[0][0]))

    async def cameras(self) -> list[tuple[Camera, Source]]:
        """Return the live cameras, and where and with which account the relay finds each."""
        found = []
        for key, label, name, lat, lon, heading, view, room, agency, url, secret in await self._rows(
            _CAMERAS
        ):
            camera = Camera(
                id=key,
                label=label,
                name=name,
                position=Position(lat=lat, lon=lon),
                heading=heading,
                view=view,
                room=room,
                agency=Agency(agency),
            )
            username, _, password = secret.partition(":")
            found.append((camera, Source(camera=key, address=url, username=username, password=password)))
        return found

    async def _do(self, query: str, values: Sequence[Any]) -> None:
        async with self._link.turn:
            await self._run(query, values)

    async def _rows(self, query: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        async with self._link.turn:
            cursor = await self._run(query, values)
            return await cursor.fetchall()

    async def _run(self, query: str, values: Sequence[Any]) -> psycopg.AsyncCursor[tuple[Any, ...]]:
        for attempt in (1, 2):
            try:
                connection = await self._link.get()
                return await connection.execute(query, values)
            except psycopg.Error as error:
                await self._link.drop()
                if attempt == 2 or not broke(error):
                    raise in_our_words(error) from error
        raise AssertionError


def _account(rows: list[tuple[Any, ...]]) -> Account | None:
    if not rows:
        return None
    key, login, name, role, room, agencies, password_hash, disabled, revision, skills, languages, cells = (
        rows[0]
    )
    operator = Operator(
        id=key,
        user=login,
        name=name,
        role=Role(role),
        room=room,
        agencies=tuple(map(Agency, agencies)),
        rights=tuple((action, reach) for action, _, reach in (cell.partition(" ") for cell in cells)),
    )
    return Account(
        operator=operator,
        password_hash=password_hash,
        disabled=disabled,
        revision=revision,
        skills=tuple(skills),
        languages=tuple(languages),
    )
