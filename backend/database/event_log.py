"""The event log: what was decided, written once, in order, never changed.

One writer at a time (lease.py) moves the head; its number in the row is gap-free because whoever moves it
holds the row until the commit. A batch is one call of one SQL function: one round trip, one flush to disk.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any, TypeVar
from uuid import UUID

import msgspec
import psycopg

from backend.database.batch import Batch, assemble
from backend.database.entries import Entry, Head, Outcome, StoredEvent, Upsert, Verdict
from backend.database.link import RETRY_SECONDS, Connection, Link, broke, in_our_words
from backend.database.trouble import DatabaseTrouble, FencedOut

T = TypeVar("T")

_COMMIT = """
select commit_batch(%s::bigint, %s::bigint, %b::bytea, %s::bigint, %b::bytea, %s::json, %s::json, %s::json)
"""
_OUTCOMES = """
select id, outcome, code, params, first_seq, last_seq, digest from command where id = any(%s::uuid[])
"""
_QUARANTINE = """
insert into quarantine values (%s, moment(%s), %s, %b) on conflict (command) do nothing
"""
_READ = """
select seq, command, kind, version, actor, workstation, micros(recorded_at), exercise, digest, chain,
       salt, body
  from event left join event_payload using (seq) where seq > %s order by seq limit %s
"""


class Poison(Exception):
    """Something in the batch cannot be stored; nothing of the batch was written."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Repeated(Exception):
    """Commands of the batch were known before; nothing of the batch was written. Old answers and digests."""

    def __init__(self, outcomes: dict[UUID, tuple[Outcome, bytes]]) -> None:
        super().__init__(f"{len(outcomes)} repeated")
        self.outcomes = outcomes


class EventLog:
    """Writes batches and reads events. One task at a time may write; reading has a connection of its own.

    ``after_commit`` is called between the commit and the answer: tests die there.
    """

    def __init__(
        self,
        dsn: str,
        *,
        entropy: Callable[[int], bytes] = os.urandom,
        after_commit: Callable[[], None] | None = None,
    ) -> None:
        self._writing = Link(dsn)
        self._reading = Link(dsn)
        self._entropy = entropy
        self._after_commit = after_commit
        self._fence: int | None = None
        self._head = Head(0, bytes(32))

    @property
    def head(self) -> Head:
        """Where the log ends, as this writer knows it."""
        return self._head

    def lead(self, fence: int, head: Head) -> None:
        """Begin to write under a lease: its fencing number and the head at the take-over."""
        self._fence, self._head = fence, head

    async def close(self) -> None:
        """Close both connections."""
        await self._writing.drop()
        await self._reading.drop()

    async def commit(self, entries: Sequence[Entry], projections: Sequence[Upsert] = ()) -> list[Outcome]:
        """Write a batch, all of it or nothing, and return the answers once it is on disk.

        A connection that breaks during the commit is made again, for as long as it takes, and the command
        ids are looked up: the answer is the true one. Raises Repeated and Poison (nothing written),
        FencedOut, DatabaseTrouble (``log.no_lease``, ``log.head_moved``), DiskFull and DatabaseUnavailable.
        Not to be cancelled: what was sent may land, and the head is unknown then.
        """
        if self._fence is None:
            raise DatabaseTrouble("log.no_lease")
        try:
            batch = assemble(entries, projections, self._head, self._entropy)
        except (ValueError, OverflowError, msgspec.MsgspecError) as error:
            raise Poison(str(error)) from error
        async with self._writing.turn:
            outcomes = await self._send_until_known(batch, self._fence)
        self._head = batch.after
        if self._after_commit is not None:
            self._after_commit()
        return outcomes

    async def _send_until_known(self, batch: Batch, fence: int) -> list[Outcome]:
        in_doubt = False
        while True:
            try:
                connection = await self._writing.get()
                if not (in_doubt and await self._landed(connection, batch)):
                    await self._send(connection, batch, fence)
                return batch.outcomes
            except psycopg.Error as error:
                if not broke(error):
                    raise in_our_words(error) from error
                in_doubt = True
                await self._writing.drop()
                await asyncio.sleep(RETRY_SECONDS)

    async def _send(self, connection: Connection, batch: Batch, fence: int) -> None:
        before, after = batch.before, batch.after
        values = (
            fence, before.seq, before.chain, after.seq, after.chain,
            batch.commands, batch.events, batch.projections,
        )  # fmt: skip
        try:
            await connection.execute(_COMMIT, values, prepare=True)
        except psycopg.Error as error:
            if broke(error):
                raise
            await self._judge(connection, error, batch, fence)

    async def _judge(self, connection: Connection, error: psycopg.Error, batch: Batch, fence: int) -> None:
        """Raise what the server's refusal means; return only when the batch had landed before after all."""
        state = error.diag.sqlstate or ""
        if state == "23505" and error.diag.constraint_name == "command_pkey":
            raise Repeated(await self._look_up(connection, _ids(batch))) from error
        if state in ("AT001", "AT002"):
            # A first attempt whose connection broke may have landed while we came back.
            if await self._landed(connection, batch):
                return
            found = int(error.diag.message_detail or 0)
            if state == "AT001":
                raise FencedOut("log.fenced_out", found=found, ours=fence) from error
            raise DatabaseTrouble("log.head_moved", found=found, expected=batch.before.seq) from error
        if isinstance(error, psycopg.DataError | psycopg.IntegrityError | psycopg.ProgrammingError):
            raise Poison((error.diag.message_primary or str(error)).strip()) from error
        raise error

    async def _landed(self, connection: Connection, batch: Batch) -> bool:
        """Tell whether exactly this batch is in the log: its ids, with its sequence numbers."""
        known = await self._look_up(connection, _ids(batch))
        return len(known) == len(batch.outcomes) and all(
            (known[mine.command][0].first_seq, known[mine.command][0].last_seq)
            == (mine.first_seq, mine.last_seq)
            for mine in batch.outcomes
        )

    async def _look_up(
        self, connection: Connection, commands: Iterable[UUID]
    ) -> dict[UUID, tuple[Outcome, bytes]]:
        cursor = await connection.execute(_OUTCOMES, [list(commands)])
        return {row[0]: (_stored_outcome(row), bytes(row[6])) for row in await cursor.fetchall()}

    async def quarantine(self, command: UUID, at: int, reason: str, body: bytes) -> None:
        """Keep what could not be stored exactly as it came. Raises DatabaseUnavailable and DiskFull."""

        async def insert(connection: Connection) -> None:
            clean = reason.encode("utf-8", "replace").decode().replace("\0", "\\0")[:500]
            await connection.execute(_QUARANTINE, [command, at, clean, body])

        async with self._reading.turn:
            await self._read(insert)

    async def outcomes_of(self, commands: Iterable[UUID]) -> dict[UUID, tuple[Outcome, bytes]]:
        """Return the answers of those commands that are in the log, with their digests.

        Raises DatabaseUnavailable.
        """
        async with self._reading.turn:
            return await self._read(lambda connection: self._look_up(connection, commands))

    async def read(self, after: int, limit: int = 1000) -> list[StoredEvent]:
        """Return up to ``limit`` events after number ``after``, in order. Raises DatabaseUnavailable."""

        async def rows(connection: Connection) -> list[StoredEvent]:
            cursor = await connection.execute(_READ, [after, limit])
            return [_stored_event(row) for row in await cursor.fetchall()]

        async with self._reading.turn:
            return await self._read(rows)

    async def _read(self, query: Callable[[Connection], Awaitable[T]]) -> T:
        for attempt in (1, 2):
            try:
                return await query(await self._reading.get())
            except psycopg.Error as error:
                await self._reading.drop()
                if attempt == 2 or not broke(error):
                    raise in_our_words(error) from error
        raise AssertionError


def _ids(batch: Batch) -> list[UUID]:
    return [outcome.command for outcome in batch.outcomes]


def _stored_outcome(row: tuple[Any, ...]) -> Outcome:
    command, verdict, code, params, first, last, _ = row
    return Outcome(
        command=command, verdict=Verdict(verdict), code=code,
        params=msgspec.json.decode(params, type=dict[str, str]), first_seq=first, last_seq=last,
        repeated=True,
    )  # fmt: skip


def _stored_event(row: tuple[Any, ...]) -> StoredEvent:
    seq, command, kind, version, actor, workstation, at, exercise, digest, chain, salt, body = row
    return StoredEvent(
        seq=seq, command=command, kind=kind, version=version, actor=actor, workstation=workstation, at=at,
        exercise=exercise, digest=bytes(digest), chain=bytes(chain),
        salt=None if salt is None else bytes(salt), body=None if body is None else body.encode(),
    )  # fmt: skip
