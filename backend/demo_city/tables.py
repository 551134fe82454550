"""Writes the demo into the tables: the register by COPY, the rest row by row."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec
import psycopg
from argon2 import PasswordHasher

from backend.database.trouble import DatabaseTrouble
from backend.demo_city.abilities import SOME
from backend.demo_city.agencies import AGENTS, COMUNA_SHARES, FIRST_ON_DUTY, FLEETS, RANKS
from backend.demo_city.credentials import DemoSecrets, digest
from backend.demo_city.duty import assignments, shifts_around
from backend.demo_city.premises import premises
from backend.demo_city.register import DRAWN_AT, DrawnUnit, Register, Row
from backend.demo_city.rooms import (
    ACCOUNTS,
    CALL_SOURCE,
    CAMERA_USER,
    CAMERAS,
    MAIN_ROOM,
    OVERFLOW,
    ROOMS,
    desks,
)
from domain.agency import Agency
from domain.clock import HOUR, SECOND, Micros
from domain.ids import derived
from domain.unit import UnitStatus

Connection = psycopg.AsyncConnection[tuple[Any, ...]]


class Stamp(msgspec.Struct, frozen=True, kw_only=True):
    """What was loaded the last time: kept beside the files, so that the next start need not draw it again."""

    edition: str
    last_unit: str
    on_duty: int
    cameras: str
    """Where the played cameras listened, host:port: each play may choose another port."""


async def has_register(connection: Connection, register: Register, seed: int) -> bool:
    """Tell whether this very register is there: its last unit is; it is written whole or not at all.

    Raises `DatabaseTrouble` demo.other_register when there is another one.
    """
    last = register.units[-1].id
    cursor = await connection.execute("select bool_or(id = %s) from unit", [last])
    row = await cursor.fetchone()
    if row == (False,):
        raise DatabaseTrouble("demo.other_register", seed=seed)
    return row == (True,)


async def still_stands(connection: Connection, stamp: Stamp, secrets: DemoSecrets, now: Micros) -> bool:
    """Tell whether the demo is there as the stamp says, and crewed for at least the next shift."""
    cursor = await connection.execute(
        "select exists (select from unit where id = %s)"
        " and (select count(*) from unit where initial_status = 'available') = %s"
        " and exists (select from credential where name = %s and secret = %s)"
        " and exists (select from assignment join shift on shift.id = shift"
        "  where begins_at <= moment(%s) and moment(%s) < ends_at)",
        [
            stamp.last_unit,
            stamp.on_duty,
            CALL_SOURCE,
            digest(secrets.call_token(CALL_SOURCE)),
            now + 12 * HOUR,
            now + 12 * HOUR,
        ],
    )
    return await cursor.fetchone() == (True,)


async def write_register(connection: Connection, register: Register) -> None:
    """Write people, units, vehicles and devices."""
    await _copy(connection, "agency (id, name)", register.agency_rows)
    await _copy(connection, "agent (id, badge, name, agency, rank)", register.agent_rows)
    await _copy(connection, "device (id, label, kind, protected)", register.device_rows)
    await _copy(connection, "vehicle (id, label, kind, agency)", register.vehicle_rows)
    units = [_unit_row(unit) for unit in register.units]
    await _copy(connection, "unit (id, index, call_sign, agency, room, initial_status, since)", units)


async def write_credentials(connection: Connection, register: Register, secrets: DemoSecrets) -> bool:
    """Write what each source was issued; return False where that is there already.

    Where the demo's key is another than the last time, every source is issued a new one.
    """
    cursor = await connection.execute("select secret from credential where name = %s", [CALL_SOURCE])
    if await cursor.fetchone() == (digest(secrets.call_token(CALL_SOURCE)),):
        return False
    rows = list(_credentials(register, secrets))
    await connection.execute("delete from credential where id = any(%s)", [[row[0] for row in rows]])
    await _copy(connection, "credential (id, door, name, secret, device, room)", rows)
    return True


def _unit_row(unit: DrawnUnit) -> Row:
    since = datetime.fromtimestamp(DRAWN_AT / SECOND, UTC).isoformat()
    out = UnitStatus.OUT_OF_SERVICE.value
    return unit.id, unit.number, unit.call_sign, unit.fleet.agency.value, MAIN_ROOM, out, since


def _credentials(register: Register, secrets: DemoSecrets) -> Iterable[Row]:
    """What each door's sources were issued. Phones and tokens as digests; a button's key must be known.

    A telephone is given its credential with its unit: those in the drawer have none.
    """
    token = digest(secrets.call_token(CALL_SOURCE))
    yield derived("demo-credential", CALL_SOURCE), "calls", CALL_SOURCE, token, None, MAIN_ROOM
    for unit in register.units:
        label = unit.device_label
        secret = digest(secrets.phone(label))
        yield derived("demo-credential", label), "phones", label, secret, unit.device, MAIN_ROOM
    for device, label in register.buttons:
        key = secrets.button_key(label)
        yield derived("demo-credential", label), "buttons", label, key, device, MAIN_ROOM


def edition(parts: object) -> str:
    """Return a mark that differs whenever what would be loaded does: the demo's own lists, and `parts`."""
    lists = (AGENTS, FLEETS, FIRST_ON_DUTY, RANKS, COMUNA_SHARES, ROOMS, ACCOUNTS, CAMERAS, SOME, desks())
    return digest(repr((lists, parts)))


async def _copy(connection: Connection, target: str, rows: Iterable[Sequence[object]]) -> None:
    """Copy rows into a table; our own drawn values hold no tab, backslash or line end."""
    lines = ["\t".join("\\N" if value is None else str(value) for value in row) for row in rows]
    async with connection.cursor().copy(f"copy {target} from stdin".encode()) as copy:
        await copy.write("\n".join(lines) + "\n" if lines else "")


async def write_rooms(connection: Connection) -> None:
    """Write the rooms that are missing, and where each one's calls overflow to."""
    cursor = connection.cursor()
    await cursor.executemany("insert into room values (%s, %s, %s) on conflict do nothing", ROOMS)
    await cursor.executemany(
        "update room set overflow_to = %s where id = %s and overflow_to is null",
        [(to, room) for room, to in OVERFLOW],
    )


async def write_places(
    connection: Connection, secrets: DemoSecrets, cameras: str, hasher: PasswordHasher, *, renew: bool
) -> None:
    """Write desks, accounts and cameras; `cameras` is host:port. `renew` gives accounts the new password."""
    cursor = connection.cursor()
    await cursor.executemany("insert into workstation values (%s, %s, %s) on conflict do nothing", desks())
    # One password for all of the demo's accounts, so one hash will do: it guards nothing real.
    password = await asyncio.to_thread(hasher.hash, secrets.login_password())
    await cursor.executemany(
        "insert into account (id, login, name, role, room, agencies, badge, shift, languages, skills,"
        " password_hash)"
        " values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) on conflict (id) do update"
        " set badge = coalesce(nullif(account.badge, ''), excluded.badge),"
        " shift = coalesce(nullif(account.shift, ''), excluded.shift)"
        + (", password_hash = excluded.password_hash" if renew else ""),
        [
            (
                derived("demo-account", account.login),
                account.login,
                account.name,
                account.role.value,
                account.room,
                [agency.value for agency in account.agencies],
                account.badge,
                account.shift,
                list(account.languages),
                list(account.skills),
                password,
            )
            for account in ACCOUNTS
        ],
    )
    await write_cameras(connection, secrets, cameras)


async def write_cameras(connection: Connection, secrets: DemoSecrets, cameras: str) -> None:
    """Write the cameras, or where they listen now; `cameras` is host:port."""
    cursor = connection.cursor()
    await cursor.executemany(
        "insert into camera (id, label, name, kind, lat, lon, heading, view_angle, room, agency, url, secret)"
        " values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
        " on conflict (id) do update set url = excluded.url, secret = excluded.secret",
        [
            (
                derived("demo-camera", camera.label),
                camera.label,
                camera.name,
                camera.kind.value,
                camera.lat,
                camera.lon,
                camera.heading,
                camera.view,
                MAIN_ROOM,
                Agency.POLICE.value,
                f"rtsp://{cameras}/{camera.path}",
                f"{CAMERA_USER}:{secrets.camera_password(CAMERA_USER)}",
            )
            for camera in CAMERAS
        ],
    )


async def write_premises(connection: Connection, seed: int) -> None:
    """Write the register of premises; what is there stays as it is."""
    cursor = connection.cursor()
    await cursor.executemany(
        "insert into premise (id, address, lat, lon, hazard, note, masked, source, noted_at)"
        " values (%s, %s, %s, %s, %s, %s, %s::boolean, %s, %s::timestamptz) on conflict do nothing",
        list(premises(seed)),
    )


async def write_duty(connection: Connection, register: Register, now: Micros, on_duty: int) -> None:
    """Put units on duty: crews for the present shift and the next, and the state each begins in."""
    shifts = shifts_around(now)
    given: list[Row] = []
    crews: list[Row] = []
    for shift in shifts:
        rows, seats = assignments(register, shift, on_duty)
        given += rows
        crews += seats
    cursor = connection.cursor()
    await cursor.executemany(
        "insert into shift values (%s, %s, %s, %s, %s) on conflict do nothing",
        [(shift.id, shift.label, shift.agency.value, shift.begins, shift.ends) for shift in shifts],
    )
    await cursor.execute(
        "delete from assignment using unit where unit.id = assignment.unit and unit.index >= %s"
        " and assignment.shift = any(%s)",
        [on_duty, [shift.id for shift in shifts]],
    )
    await cursor.execute(
        "insert into assignment (id, unit, shift, device, vehicle)"
        " select * from unnest(%s::uuid[], %s::uuid[], %s::uuid[], %s::uuid[], %s::uuid[])"
        " on conflict do nothing",
        _columns(given, 5),
    )
    await cursor.execute(
        "insert into assignment_agent (assignment, shift, agent)"
        " select * from unnest(%s::uuid[], %s::uuid[], %s::uuid[]) on conflict do nothing",
        _columns(crews, 3),
    )
    await cursor.execute(
        "update unit set initial_status = wanted.status, since = %s from (select id,"
        " case when index < %s then 'available' else 'out_of_service' end as status from unit) as wanted"
        " where wanted.id = unit.id and wanted.status <> unit.initial_status and not unit.exercise",
        [min(shift.begins for shift in shifts), on_duty],
    )


def _columns(rows: list[Row], count: int) -> list[list[object]]:
    return [[row[column] for row in rows] for column in range(count)]
