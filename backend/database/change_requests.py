"""Changes of registers as they are kept: asked for, waiting, applied, rejected or lapsed; never a secret."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, LiteralString
from uuid import UUID

import msgspec

from backend.database.link import Connection
from domain.administered import Deed, Register, Value
from domain.administration import FieldChange, ListProposals, Proposal, ProposalState
from domain.clock import Micros

_COLUMNS: LiteralString = """
id, register, deed, entry, title, base_version, changes, reason, proposer, proposer_login, proposer_name,
proposer_badge, proposer_shift, workstation, micros(proposed_at), micros(expires_at), state, second_login,
second_name, micros(closed_at), note, digest,
(select array[a.room, a.role] from account a
  where a.id = case when register = 'accounts' then entry::uuid end)
"""
_KEEP: LiteralString = """
insert into change_request (
    id, digest, register, deed, entry, title, base_version, changes, reason, proposer, proposer_login,
    proposer_name, proposer_badge, proposer_shift, workstation, proposed_at, expires_at, state, closed_at)
values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, moment(%s), moment(%s), %s, moment(%s))
"""
_CLOSE: LiteralString = """
update change_request
   set state = %s, second_login = %s, second_name = %s, closed_at = moment(%s), note = %s,
       entry = coalesce(entry, %s)
 where id = %s and state = 'waiting'
"""
_changes = msgspec.json.Decoder(tuple[FieldChange, ...])


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """A change with who asked for it (`proposer`) and the digest of what was asked.

    `standing`: room and role of the account that it is about, as they are now.
    """

    proposal: Proposal
    proposer: UUID
    digest: bytes
    standing: dict[str, Value] = msgspec.field(default_factory=dict)


async def keep(connection: Connection, request: Request) -> None:
    """Write a change, waiting or applied. Raises psycopg.errors.UniqueViolation: id or waiting entry."""
    made = request.proposal
    await connection.execute(
        _KEEP,
        [
            made.id,
            request.digest,
            made.register.value,
            made.deed.value,
            made.entry,
            made.title,
            made.version,
            msgspec.json.encode(made.changes).decode(),
            made.reason,
            request.proposer,
            made.by,
            made.by_name,
            made.badge,
            made.shift,
            made.workstation,
            made.at,
            made.expires_at,
            made.state.value,
            made.closed_at,
        ],
    )


async def find(connection: Connection, key: UUID, *, lock: bool = False) -> Request | None:
    """Return a change by its id; with `lock` nobody else closes it before the commit."""
    cursor = await connection.execute(
        f"select {_COLUMNS} from change_request where id = %s" + (" for update" if lock else ""), [key]
    )
    row = await cursor.fetchone()
    return _request(row) if row is not None else None


async def close(connection: Connection, closed: Proposal) -> None:
    """Write how a change that waited has ended."""
    values: list[Any] = [closed.state.value, closed.second, closed.second_name, closed.closed_at, closed.note]
    await connection.execute(_CLOSE, [*values, closed.entry, closed.id])


async def waiting_for(connection: Connection, register: Register, entry: str) -> UUID | None:
    """Return the change of an entry that waits."""
    cursor = await connection.execute(
        "select id from change_request where register = %s and entry = %s and state = 'waiting'",
        [register.value, entry],
    )
    row = await cursor.fetchone()
    return row[0] if row is not None else None


async def lapsed(connection: Connection, now: Micros) -> list[Request]:
    """Return, locked, the changes that have waited too long."""
    cursor = await connection.execute(
        f"select {_COLUMNS} from change_request where state = 'waiting' and expires_at <= moment(%s)"
        " for update skip locked",
        [now],
    )
    return [_request(row) for row in await cursor.fetchall()]


async def listed(connection: Connection, asked: ListProposals) -> tuple[list[Request], int]:
    """Return a page of changes, newest first, and how many match."""
    terms, values = ["true"], []
    for column, value in (("state", asked.state), ("register", asked.register), ("entry", asked.entry)):
        if value is not None:
            terms.append(f"{column} = %s")
            values.append(str(value).replace("\0", "␀"))
    where = " and ".join(terms)
    cursor = await connection.execute(
        f"select {_COLUMNS} from change_request where {where} order by proposed_at desc, id desc"
        " limit %s offset %s",
        [*values, asked.size, asked.page * asked.size],
    )
    rows = await cursor.fetchall()
    cursor = await connection.execute(f"select count(*) from change_request where {where}", values)
    count = await cursor.fetchone()
    return [_request(row) for row in rows], count[0] if count else 0


async def waiting(connection: Connection) -> list[Request]:
    """Return every change that waits: there are few."""
    cursor = await connection.execute(
        f"select {_COLUMNS} from change_request where state = 'waiting' order by proposed_at limit 1000"
    )
    return [_request(row) for row in await cursor.fetchall()]


def _request(row: Sequence[Any]) -> Request:
    (
        key, register, deed, entry, title, version, changes, reason, proposer, login, name, badge, shift,
        workstation, at, expires_at, state, second, second_name, closed_at, note, digest, account,
    ) = row  # fmt: skip
    proposal = Proposal(
        id=key,
        register=Register(register),
        deed=Deed(deed),
        entry=entry,
        title=title,
        version=version,
        changes=_changes.decode(changes),
        reason=reason,
        by=login,
        by_name=name,
        badge=badge,
        shift=shift,
        workstation=workstation,
        at=at,
        expires_at=expires_at,
        state=ProposalState(state),
        second=second,
        second_name=second_name,
        closed_at=closed_at,
        note=note,
    )
    standing = dict(zip(("room", "role"), account, strict=True)) if account else {}
    return Request(proposal=proposal, proposer=proposer, digest=bytes(digest), standing=standing)
