"""What only the database knows about a change: names that are taken, things missing or still in use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import LiteralString

from backend.administration.second_person import cell_fault
from backend.database.link import Connection
from backend.database.register_entries import Kept, cell_of
from backend.streams.gate import AddressRefused, Network, parse_address
from domain.administered import Deed, Register, Value
from domain.administration import Finding
from domain.clock import Micros
from domain.geo import distance_m
from domain.people import Role
from domain.refusal import Refused

TWIN_M = 150.0
"""Two cameras of one name this near to each other are worth a second look, in metres."""

_UNIQUE: dict[Register, tuple[str, LiteralString]] = {
    Register.ACCOUNTS: ("login", "select id::text from account where login = %s"),
    Register.ROOMS: ("id", "select id from room where id = %s"),
    Register.WORKSTATIONS: ("id", "select id from workstation where id = %s"),
    Register.CAMERAS: ("label", "select id::text from camera where label = %s"),
    Register.DEVICES: ("label", "select id::text from device where label = %s"),
}
_EXISTS: dict[str, LiteralString] = {
    "room": "select 1 from room where id = %s",
    "overflow_to": "select 1 from room where id = %s and not exercise",
    "device": "select 1 from device where label = %s and not removed",
    "account": "select 1 from account where login = %s and not removed and not disabled",
}
_TWINS: LiteralString = """
select label, lat, lon from camera
 where not removed and not exercise and id::text <> %s and folded(name) = folded(%s)
"""
_USES: dict[Register, tuple[tuple[str, LiteralString], ...]] = {
    Register.ROOMS: (
        ("workstations", "select count(*) from workstation where room = %(entry)s"),
        ("rooms", "select count(*) from room where overflow_to = %(entry)s"),
        ("accounts", "select count(*) from account where room = %(entry)s"),
        ("cameras", "select count(*) from camera where room = %(entry)s"),
        ("units", "select count(*) from unit where room = %(entry)s"),
        ("credentials", "select count(*) from credential where room = %(entry)s"),
    ),
    Register.WORKSTATIONS: (
        (
            "sessions",
            "select count(*) from session where workstation = %(entry)s and expires_at > moment(%(now)s)",
        ),
    ),
}
_ADMINISTRATORS: LiteralString = (
    "select count(*) from account where role = 'administrator' and not disabled and not removed"
    " and id::text <> %s"
)


async def against_others(
    connection: Connection,
    register: Register,
    deed: Deed,
    entry: str | None,
    kept: Kept | None,
    fields: Mapping[str, Value],
    networks: Sequence[Network],
) -> list[Finding]:
    """Return what is wrong with fields that are in order by themselves."""
    found: list[Finding] = []
    if deed in (Deed.REMOVE, Deed.REISSUE):
        return found
    unique = _UNIQUE.get(register)
    if unique is not None and isinstance(value := fields.get(unique[0]), str):
        row = await (await connection.execute(unique[1], [value])).fetchone()
        if row is not None and row[0] != entry:
            found.append(Finding(field=unique[0], code="entry.taken", params={"value": value}))
    if register is Register.CREDENTIALS and deed is Deed.CREATE:
        found += await _taken_at_door(connection, fields)
    for name, query in _EXISTS.items():
        value = fields.get(name)
        if isinstance(value, str) and (await (await connection.execute(query, [value])).fetchone()) is None:
            found.append(Finding(field=name, code="field.no_such", params={"value": value}))
    if register is Register.CAMERAS:
        found += _address(fields, networks)
        found += await _twins(connection, entry, kept, fields)
    if register is Register.ROLES and entry is not None and (cell := cell_of(entry)) is not None:
        code = cell_fault(*cell, str(fields.get("reach")))
        if code is not None:
            found.append(Finding(field="reach", code=code))
    return found


async def may_go(connection: Connection, register: Register, entry: str, now: Micros) -> None:
    """Raise `Refused` entry.in_use when something still stands on what is to be removed."""
    for by, query in _USES.get(register, ()):
        row = await (await connection.execute(query, {"entry": entry, "now": now})).fetchone()
        if row is not None and row[0]:
            raise Refused("entry.in_use", by=by, count=row[0])


async def somebody_is_left(
    connection: Connection, deed: Deed, entry: str, kept: Kept, fields: Mapping[str, Value]
) -> None:
    """Raise `Refused` change.last rather than leave too few administrators to sign for one another.

    To disable one leaves at least one, to remove one or give him another role at least two.
    """
    if kept.fields["role"] != Role.ADMINISTRATOR.value:
        return
    gone = deed is Deed.REMOVE or fields.get("role", Role.ADMINISTRATOR.value) != Role.ADMINISTRATOR.value
    if not gone and fields.get("disabled") is not True:
        return
    row = await (await connection.execute(_ADMINISTRATORS, [entry])).fetchone()
    if row is None or row[0] < (2 if gone else 1):
        raise Refused("change.last", role=Role.ADMINISTRATOR.value)


async def _taken_at_door(connection: Connection, fields: Mapping[str, Value]) -> list[Finding]:
    cursor = await connection.execute(
        "select 1 from credential where door = %s and name = %s", [fields.get("door"), fields.get("name")]
    )
    if await cursor.fetchone() is None:
        return []
    return [Finding(field="name", code="entry.taken", params={"value": str(fields.get("name"))})]


def _address(fields: Mapping[str, Value], networks: Sequence[Network]) -> list[Finding]:
    found = []
    if isinstance(address := fields.get("address"), str):
        try:
            parse_address(address, networks)
        except AddressRefused as refused:
            # Neither the code nor what goes with it repeats the address.
            found.append(Finding(field="address", code=refused.code))
    if isinstance(user := fields.get("user"), str) and ":" in user:
        where = {"position": str(user.index(":") + 1), "character": "U+003A"}
        found.append(Finding(field="user", code="field.character", params=where))
    return found


async def _twins(
    connection: Connection, entry: str | None, kept: Kept | None, fields: Mapping[str, Value]
) -> list[Finding]:
    """Another camera of the same name nearby: no fault, but worth a second look."""
    now = (dict(kept.fields) if kept is not None else {}) | dict(fields)
    lat, lon, name = now.get("lat"), now.get("lon"), fields.get("name")
    if not isinstance(lat, int | float) or not isinstance(lon, int | float) or not isinstance(name, str):
        return []
    cursor = await connection.execute(_TWINS, [entry or "", name])
    near = [(distance_m(lat, lon, there, over), label) for label, there, over in await cursor.fetchall()]
    if not near or min(near)[0] > TWIN_M:
        return []
    metres, label = min(near)
    params = {"metres": str(round(metres)), "label": label}
    return [Finding(field="name", code="camera.twin", params=params, warning=True)]
