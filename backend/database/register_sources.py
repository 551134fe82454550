"""Where the rows of each register come from, and how a row is made of what the database says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, LiteralString, NamedTuple

from domain.administered import CameraKind, DeviceKind, Door, Register, WatchList
from domain.agency import Agency
from domain.people import Role
from domain.place import Position
from domain.register_rows import (
    AccountRow,
    AccountState,
    AnyRow,
    AuthorityRow,
    CameraRow,
    CredentialRow,
    DeviceRow,
    RetentionRow,
    RoomRow,
    WorkstationRow,
)

RowMaker = Callable[[tuple[Any, ...], bool], AnyRow]
"""Makes a row of the selected columns; the flag says that a change waits."""


class Source(NamedTuple):
    """Where a register's rows come from: `now`, `soon`, `idle` are moments that the search gives.

    `words` is the folded text that is looked through, `alive` what is shown unless asked for otherwise, and
    `make` makes a row.
    """

    key: LiteralString
    columns: LiteralString
    tables: LiteralString
    words: LiteralString
    alive: LiteralString
    orders: dict[str, LiteralString]
    order: LiteralString
    filters: dict[str, LiteralString]
    make: RowMaker


def _account(row: tuple[Any, ...], waiting: bool) -> AnyRow:
    key, version, login, name, role, room, room_name, agencies, badge, shift, state, last, end, factor = row
    return AccountRow(
        id=str(key), version=version, waiting=waiting, login=login, name=name, role=Role(role), room=room,
        room_name=room_name, agencies=tuple(map(Agency, agencies)), badge=badge, shift=shift,
        state=AccountState(state), last_login=last, expires_at=end, second_factor=factor,
    )  # fmt: skip


def _room(row: tuple[Any, ...], waiting: bool) -> AnyRow:
    key, version, name, exercise, workstations, accounts = row
    return RoomRow(
        id=key, version=version, waiting=waiting, name=name, exercise=exercise,
        workstations=workstations, accounts=accounts,
    )  # fmt: skip


def _workstation(row: tuple[Any, ...], waiting: bool) -> AnyRow:
    key, version, desk, room, room_name = row
    return WorkstationRow(id=key, version=version, waiting=waiting, desk=desk, room=room, room_name=room_name)


def _camera(row: tuple[Any, ...], waiting: bool) -> AnyRow:
    (
        key, version, label, name, kind, lat, lon, heading, view, height, room, agency, zone, days, address,
        account,
    ) = row  # fmt: skip
    return CameraRow(
        id=str(key), version=version, waiting=waiting, label=label, name=name, kind=CameraKind(kind),
        position=Position(lat=lat, lon=lon), heading=heading, view=view, height=height, room=room,
        agency=Agency(agency), zone=zone, retention_days=days, address_set=address, account_set=account,
    )  # fmt: skip


def _device(row: tuple[Any, ...], waiting: bool) -> AnyRow:
    key, version, label, kind, agency, protected, withdrawn, unit = row
    return DeviceRow(
        id=str(key), version=version, waiting=waiting, label=label, kind=DeviceKind(kind),
        agency=Agency(agency) if agency else None, protected=protected, withdrawn=withdrawn, unit=unit,
    )  # fmt: skip


def _credential(row: tuple[Any, ...], waiting: bool) -> AnyRow:
    key, version, door, name, device, room, exercise, withdrawn = row
    return CredentialRow(
        id=str(key), version=version, waiting=waiting, door=Door(door), name=name, device=device, room=room,
        exercise=exercise, withdrawn=withdrawn,
    )  # fmt: skip


def _retention(row: tuple[Any, ...], waiting: bool) -> AnyRow:
    kind, version, days = row
    return RetentionRow(id=kind, version=version, waiting=waiting, days=days)


def _authority(row: tuple[Any, ...], waiting: bool) -> AnyRow:
    key, version, which, account, name, issuer, case, end = row
    return AuthorityRow(
        id=str(key), version=version, waiting=waiting, list=WatchList(which), account=account, name=name,
        issuer=issuer, case=case, expires_at=end,
    )  # fmt: skip


ACCOUNT_STATE: LiteralString = """
case when a.removed then 'removed'
     when a.expires_at <= moment(%(now)s) then 'expired'
     when a.disabled then 'disabled'
     when d.locked_until > moment(%(now)s) then 'locked'
     when a.expires_at <= moment(%(soon)s) then 'expires_soon'
     when a.last_login_at < moment(%(idle)s) then 'idle'
     else 'active' end
"""
WAITS: LiteralString = (
    "exists (select from change_request q where q.state = 'waiting' and q.register = %(register)s"
    " and q.entry = {}::text)"
)

SOURCES: dict[Register, Source] = {
    Register.ACCOUNTS: Source(
        "a.id",
        "a.id, a.version, a.login, a.name, a.role, a.room, r.name, a.agencies, a.badge, a.shift, "
        + ACCOUNT_STATE
        + ", micros(a.last_login_at), micros(a.expires_at), d.second_factor <> ''",
        "account a join room r on r.id = a.room join account_access d on d.account = a.id",
        "a.search",
        "not a.removed",
        {
            "login": "a.login",
            "name": "a.name",
            "role": "a.role",
            "room": "a.room",
            "badge": "a.badge",
            "last_login": "a.last_login_at",
            "expires_at": "a.expires_at",
        },
        "a.name",
        {
            "role": "a.role = %(role)s",
            "room": "a.room = %(room)s",
            "agency": "(a.agencies = '{}' or %(agency)s = any(a.agencies))",
            "state": ACCOUNT_STATE + " = %(state)s",
        },
        _account,
    ),
    Register.ROOMS: Source(
        "r.id",
        "r.id, r.version, r.name, r.exercise, (select count(*) from workstation w where w.room = r.id),"
        " (select count(*) from account a where a.room = r.id and not a.removed)",
        "room r",
        "folded(r.id || ' ' || r.name)",
        "true",
        {"id": "r.id", "name": "r.name"},
        "r.id",
        {},
        _room,
    ),
    Register.WORKSTATIONS: Source(
        "w.id",
        "w.id, w.version, w.desk, w.room, r.name",
        "workstation w join room r on r.id = w.room",
        "folded(w.id || ' ' || w.desk || ' ' || r.name)",
        "true",
        {"id": "w.id", "desk": "w.desk", "room": "w.room"},
        "w.id",
        {"room": "w.room = %(room)s"},
        _workstation,
    ),
    Register.CAMERAS: Source(
        "c.id",
        "c.id, c.version, c.label, c.name, c.kind, c.lat, c.lon, c.heading, c.view_angle, c.height, c.room,"
        " c.agency, c.zone, coalesce(c.retention_days, t.days), c.url <> '', c.secret not in ('', ':')",
        "camera c cross join (select days from retention where kind = 'footage') t",
        "c.search",
        "not c.removed and not c.exercise",
        {
            "label": "c.label",
            "name": "c.name",
            "kind": "c.kind",
            "zone": "c.zone",
            "room": "c.room",
            "retention_days": "coalesce(c.retention_days, t.days)",
        },
        "c.label",
        {
            "room": "c.room = %(room)s",
            "agency": "c.agency = %(agency)s",
            "kind": "c.kind = %(kind)s",
            "zone": "c.zone = %(zone)s",
            "state": "(c.id = any(%(ids)s)) = %(inside)s",
        },
        _camera,
    ),
    Register.DEVICES: Source(
        "d.id",
        "d.id, d.version, d.label, d.kind, d.agency, d.protected, d.withdrawn,"
        " case when d.protected then null else (select u.call_sign from assignment g join unit u on"
        " u.id = g.unit join shift s on s.id = g.shift where g.device = d.id and s.begins_at <="
        " moment(%(now)s) and moment(%(now)s) < s.ends_at limit 1) end",
        "device d",
        "d.search",
        "not d.removed",
        {"label": "d.label", "kind": "d.kind", "agency": "d.agency"},
        "d.label",
        {
            "agency": "d.agency = %(agency)s",
            "kind": "d.kind = %(kind)s",
            "state": "d.withdrawn = (%(state)s = 'withdrawn')",
        },
        _device,
    ),
    Register.CREDENTIALS: Source(
        "c.id",
        "c.id, c.version, c.door, c.name, d.label, c.room, c.exercise, c.withdrawn",
        "credential c left join device d on d.id = c.device",
        "c.search",
        "not c.removed and c.door <> 'cameras'",
        {"name": "c.name", "door": "c.door", "room": "c.room"},
        "c.door, c.name",
        {
            "room": "c.room = %(room)s",
            "kind": "c.door = %(kind)s",
            "state": "c.withdrawn = (%(state)s = 'withdrawn')",
        },
        _credential,
    ),
    Register.RETENTION: Source(
        "t.kind",
        "t.kind, t.version, t.days",
        "retention t",
        "t.kind",
        "true",
        {"days": "t.days"},
        "t.kind",
        {},
        _retention,
    ),
    Register.AUTHORITIES: Source(
        "l.id",
        "l.id, l.version, l.list, a.login, a.name, l.issuer, l.case_number, micros(l.expires_at)",
        "list_authority l join account a on a.id = l.account",
        "folded(a.login || ' ' || a.name || ' ' || l.issuer || ' ' || l.case_number)",
        "not l.removed",
        {"account": "a.login", "expires_at": "l.expires_at", "issuer": "l.issuer"},
        "l.list, a.login",
        {"kind": "l.list = %(kind)s"},
        _authority,
    ),
}
