"""Who read what, and why: a record in its own chain, written before the data is read.

Every server writes here, not only the log's writer, so that the chain is computed by the database, under the
lock of its head. A record that cannot be written means that the data is not read; work that must never wait
for it (911 calls) is not read through here.
"""

from __future__ import annotations

from typing import LiteralString

import msgspec
import psycopg

from backend.database.entries import Head
from backend.database.link import Connection, Link, broke, in_our_words
from domain.clock import Clock, Micros
from domain.people import Actor
from domain.purpose import Purpose

_APPEND: LiteralString = "select audit_append(%s)"
_HEAD: LiteralString = "select seq, chain from audit_head where id = 1"
_encode = msgspec.json.Encoder(order="deterministic").encode


class AuditRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the audit: who, from where, did what to whom, for which case and reason."""

    at: Micros
    actor: str
    workstation: str
    action: str
    subject: str
    case: str = ""
    reason: str = ""


class Audit:
    """Writes audit records; shares a connection with nobody."""

    def __init__(self, dsn: str, clock: Clock) -> None:
        self._link = Link(dsn)
        self._clock = clock
        self._head = Head(0, bytes(32))

    @property
    def head(self) -> Head:
        """The chain's end as last seen by ``look``."""
        return self._head

    async def close(self) -> None:
        """Close the connection."""
        await self._link.drop()

    async def record(self, reader: Actor, action: str, subject: str, purpose: Purpose | None = None) -> int:
        """Write one record and return its number once it is on disk.

        Raises DatabaseUnavailable and DiskFull: then the deed must not be done.
        """
        line = line_of(self._clock.now(), reader, action, subject, purpose)
        async with self._link.turn:
            try:
                return await append(await self._link.get(), line)
            except psycopg.Error as error:
                # Not tried again: the first may be written, and a doubled record would be a false one.
                if broke(error):
                    await self._link.drop()
                raise in_our_words(error) from error

    async def look(self) -> Head:
        """Read the chain's end, for the anchors. Raises DatabaseUnavailable."""
        async with self._link.turn:
            try:
                cursor = await (await self._link.get()).execute(_HEAD)
                row = await cursor.fetchone()
            except psycopg.Error as error:
                await self._link.drop()
                raise in_our_words(error) from error
        assert row is not None, "audit_head has one row"
        self._head = Head(row[0], bytes(row[1]))
        return self._head


def line_of(at: Micros, reader: Actor, action: str, subject: str, purpose: Purpose | None) -> str:
    """Return the record's canonical line; NUL, which no database takes, is made visible."""

    def clean(text: str | None) -> str:
        return (text or "").replace("\0", "␀")

    record = AuditRecord(
        at=at,
        actor=clean(reader.name),
        workstation=clean(reader.workstation),
        action=action,
        subject=clean(subject),
        case=clean(purpose.case if purpose else ""),
        reason=clean(purpose.reason if purpose else ""),
    )
    return _encode(record).decode()


async def append(connection: Connection, line: str) -> int:
    """Write a line on this connection: within its transaction, or at once where there is none."""
    cursor = await connection.execute(_APPEND, [line])
    row = await cursor.fetchone()
    assert row is not None, "audit_append returns a number"
    return int(row[0])
