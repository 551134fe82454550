"""One entry of a register as it is read, locked and written: a table, its key, and the column of each field.

Everything here runs on a connection that the caller gives, within the caller's transaction. What is secret
(a camera's address and account, passwords, tokens, keys) is written and never read: reading tells "set".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, LiteralString, NamedTuple
from uuid import UUID

import msgspec

from backend.database.link import Connection
from domain.administered import FIELDS, NO_REACH, Register, Value
from domain.people import Role
from domain.roles import PERMISSIONS, Action


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """An entry as it is now. `title` is what people call it; `room` whose it is, where it has one."""

    version: int
    fields: dict[str, Value]
    title: str
    room: str | None = None
    removed: bool = False


class Column(NamedTuple):
    """How a field is read from and written to its table; `{}` of `write` is the parameter."""

    read: LiteralString
    name: LiteralString
    write: LiteralString = "%s"


class Keeping(NamedTuple):
    """A register's table. `uuid`: its key is one, else it is text; `soft`: removed entries stay, marked."""

    table: LiteralString
    key: LiteralString
    uuid: bool
    soft: bool
    title: LiteralString
    columns: dict[str, Column]
    room: LiteralString = "null"


def _same(name: LiteralString) -> Column:
    return Column(name, name)


_EXPIRES = Column("micros(expires_at)", "expires_at", "moment(%s)")

KEPT_IN: dict[Register, Keeping] = {
    Register.ACCOUNTS: Keeping(
        "account",
        "id",
        True,
        True,
        "login",
        {
            "login": _same("login"),
            "name": _same("name"),
            "role": _same("role"),
            "room": _same("room"),
            "agencies": _same("agencies"),
            "badge": _same("badge"),
            "languages": _same("languages"),
            "skills": _same("skills"),
            "shift": _same("shift"),
            "expires_at": _EXPIRES,
            "disabled": _same("disabled"),
        },
        "room",
    ),
    Register.ROOMS: Keeping(
        "room",
        "id",
        False,
        False,
        "id",
        {
            "id": _same("id"),
            "name": _same("name"),
            "exercise": _same("exercise"),
            "overflow_to": _same("overflow_to"),
        },
        "id",
    ),
    Register.WORKSTATIONS: Keeping(
        "workstation",
        "id",
        False,
        False,
        "id",
        {"id": _same("id"), "desk": _same("desk"), "room": _same("room")},
        "room",
    ),
    Register.CAMERAS: Keeping(
        "camera",
        "id",
        True,
        True,
        "label",
        {
            "label": _same("label"),
            "name": _same("name"),
            "kind": _same("kind"),
            "lat": _same("lat"),
            "lon": _same("lon"),
            "heading": _same("heading"),
            "view": Column("view_angle", "view_angle"),
            "height": _same("height"),
            "room": _same("room"),
            "agency": _same("agency"),
            "address": Column("case when url <> '' then 'set' else '' end", "url"),
            "user": Column("case when split_part(secret, ':', 1) <> '' then 'set' else '' end", "secret"),
            "password": Column(
                "case when substr(secret, strpos(secret, ':') + 1) <> '' then 'set' else '' end", "secret"
            ),
            "retention_days": _same("retention_days"),
        },
        "room",
    ),
    Register.DEVICES: Keeping(
        "device",
        "id",
        True,
        True,
        "label",
        {
            "label": _same("label"),
            "kind": _same("kind"),
            "agency": _same("agency"),
            "protected": _same("protected"),
            "withdrawn": _same("withdrawn"),
        },
    ),
    Register.CREDENTIALS: Keeping(
        "credential",
        "id",
        True,
        True,
        "name",
        {
            "door": _same("door"),
            "name": _same("name"),
            "device": Column(
                "(select d.label from device d where d.id = credential.device)",
                "device",
                "(select d.id from device d where d.label = %s)",
            ),
            "room": _same("room"),
            "withdrawn": _same("withdrawn"),
        },
        "room",
    ),
    Register.RETENTION: Keeping("retention", "kind", False, False, "kind", {"days": _same("days")}),
    Register.AUTHORITIES: Keeping(
        "list_authority",
        "id",
        True,
        True,
        "list || ' ' || (select a.login from account a where a.id = account)",
        {
            "list": _same("list"),
            "account": Column(
                "(select a.login from account a where a.id = list_authority.account)",
                "account",
                "(select a.id from account a where a.login = %s)",
            ),
            "issuer": _same("issuer"),
            "case": Column("case_number", "case_number"),
            "expires_at": _EXPIRES,
        },
    ),
}


async def read(connection: Connection, register: Register, entry: str, *, lock: bool = False) -> Kept | None:
    """Return an entry, or None where there is none; with `lock` nobody else changes it before the commit."""
    if register is Register.ROLES:
        return await _read_cell(connection, entry, lock)
    keeping = KEPT_IN[register]
    key = key_of(register, entry)
    if key is None:
        return None
    names = [field.name for field in FIELDS[register]]
    reads = ", ".join(keeping.columns[name].read for name in names)
    removed = "removed" if keeping.soft else "false"
    cursor = await connection.execute(
        f"select version, {removed}, {keeping.title}, {keeping.room}, {reads} from {keeping.table}"
        f" where {keeping.key} = %s" + (" for update" if lock else ""),
        [key],
    )
    row = await cursor.fetchone()
    if row is None:
        return None
    version, gone, title, room, *values = row
    fields = {name: _value(value) for name, value in zip(names, values, strict=True)}
    return Kept(version=version, removed=gone, title=title, room=room, fields=fields)


async def create(
    connection: Connection, register: Register, key: str | UUID, fields: Mapping[str, Value], **more: Any
) -> None:
    """Write a new entry; `more` are columns that no field has (a password's hash, a zone)."""
    keeping = KEPT_IN[register]
    values: dict[str, tuple[str, Any]] = {keeping.key: ("%s", key)}
    for name, value in fields.items():
        column = keeping.columns[name]
        if column.name != "secret":
            values[column.name] = (column.write, _stored(value))
    if register is Register.CAMERAS:
        account = f"{fields.get('user') or ''}:{fields.get('password') or ''}"
        values["secret"] = ("%s", "" if account == ":" else account)
    for name, value in more.items():
        values[name] = ("%s", value)
    names = ", ".join(values)
    marks = ", ".join(mark for mark, _ in values.values())
    await connection.execute(
        f"insert into {keeping.table} ({names}) values ({marks})", [value for _, value in values.values()]
    )


async def change(
    connection: Connection, register: Register, entry: str, fields: Mapping[str, Value], **more: Any
) -> None:
    """Write these fields of an entry and count its version up."""
    if register is Register.ROLES:
        await _change_cell(connection, entry, str(fields["reach"]))
        return
    keeping = KEPT_IN[register]
    sets: list[str] = ["version = version + 1"]
    values: list[Any] = []
    for name, value in fields.items():
        column = keeping.columns[name]
        if column.name != "secret":
            sets.append(f"{column.name} = {column.write}")
            values.append(_stored(value))
    if "user" in fields or "password" in fields:
        sets.append(
            "secret = coalesce(%s::text, split_part(secret, ':', 1)) || ':' ||"
            " coalesce(%s::text, substr(secret, strpos(secret, ':') + 1))"
        )
        values += [fields.get("user"), fields.get("password")]
    for name, value in more.items():
        sets.append(f"{name} = %s")
        values.append(value)
    values.append(key_of(register, entry))
    query = f"update {keeping.table} set {', '.join(sets)} where {keeping.key} = %s"
    await connection.execute(query, values)


async def remove(connection: Connection, register: Register, entry: str) -> None:
    """Remove an entry; where others may still name it, it stays and is marked."""
    keeping = KEPT_IN[register]
    query = f"delete from {keeping.table} where {keeping.key} = %s"
    if keeping.soft:
        also = {Register.ACCOUNTS: ", disabled = true"}.get(register, "")
        if register in (Register.DEVICES, Register.CREDENTIALS):
            also = ", withdrawn = true"
        query = (
            f"update {keeping.table} set removed = true, version = version + 1{also} where {keeping.key} = %s"
        )
    await connection.execute(query, [key_of(register, entry)])


def key_of(register: Register, entry: str) -> str | UUID | None:
    """Return an entry's key as its table has it; None for a text that can be none."""
    if not KEPT_IN[register].uuid:
        return entry if "\0" not in entry else None
    try:
        return UUID(entry)
    except ValueError:
        return None


# ---- cells of the matrix


def cell_of(entry: str) -> tuple[Role, Action] | None:
    """Return the role and action that a cell's name `role:action` says."""
    role, _, action = entry.partition(":")
    try:
        return Role(role), Action(action)
    except ValueError:
        return None


async def _read_cell(connection: Connection, entry: str, lock: bool) -> Kept | None:
    cell = cell_of(entry)
    if cell is None:
        return None
    role, action = cell
    cursor = await connection.execute(
        "select version, reach from role_cell where role = %s and action = %s"
        + (" for update" if lock else ""),
        [role.value, action.value],
    )
    row = await cursor.fetchone()
    reach = PERMISSIONS[role].get(action)
    version, now = row if row is not None else (1, reach.value if reach is not None else NO_REACH)
    return Kept(version=version, fields={"reach": now}, title=entry)


async def _change_cell(connection: Connection, entry: str, reach: str) -> None:
    cell = cell_of(entry)
    assert cell is not None, "the cell was read before it is changed"
    role, action = cell
    await connection.execute(
        "insert into role_cell (role, action, reach) values (%s, %s, %s)"
        " on conflict (role, action) do update set reach = excluded.reach, version = role_cell.version + 1",
        [role.value, action.value, reach],
    )


def _value(value: Any) -> Value:
    return tuple(value) if isinstance(value, list) else value


def _stored(value: Value) -> Any:
    return list(value) if isinstance(value, tuple) else value
