"""Hand-made callers for tests of the log: commands, entries and a writer that has just taken over."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from uuid import UUID, uuid4

import psycopg

from backend.database.entries import Entry, NewEvent
from backend.database.event_log import EventLog
from backend.database.lease import Lease

NOON = 1_795_000_000_000_000


def an_entry(
    text: str = "hola",
    *,
    command: UUID | None = None,
    at: int = NOON,
    events: int = 1,
    exercise: bool = False,
) -> Entry:
    """One decided command with ``events`` events that say ``text``."""
    body = f'{{"text":"{text}"}}'.encode()
    return Entry(
        command=command or uuid4(), digest=hashlib.sha256(body).digest(), actor="operator:ana",
        workstation="P07", at=at, exercise=exercise,
        events=tuple(NewEvent(kind="note_written", version=1, body=body) for _ in range(events)),
    )  # fmt: skip


@asynccontextmanager
async def a_writer(
    dsn: str, after_commit: Callable[[], None] | None = None
) -> AsyncIterator[tuple[EventLog, Lease]]:
    """A log under a lease, both closed at the end."""
    lease = Lease(dsn, poll_seconds=0.05)
    log = EventLog(dsn, after_commit=after_commit)
    try:
        term = await lease.acquire()
        log.lead(term.fence, term.head)
        yield log, lease
    finally:
        await log.close()
        await lease.release()


def rows(dsn: str, query: str) -> list[tuple[object, ...]]:
    """Ask the database directly, past everything that is being tested."""
    with psycopg.connect(dsn) as connection:
        return connection.execute(query.encode()).fetchall()
