"""The writer's lease: who may write to the log, now.

Holding it is a session's advisory lock, so that the server itself gives it back the moment the holder dies.
Against a writer who only believes that he holds it stands the fencing number: every take-over counts it up,
and every commit is checked against it. No clock of the database takes part.
"""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import dataclass

import psycopg

from backend.database.entries import Head
from backend.database.link import Connection, connect, in_our_words
from backend.database.trouble import DatabaseTrouble

POLL_SECONDS = 0.5
ANSWER_SECONDS = 2.0
_KEY = 0x41544C59_4C45  # "ATLY" and "LE"; an advisory lock of its own


@dataclass(frozen=True)
class Term:
    """One reign: the fencing number, and the head of the log when it began."""

    fence: int
    head: Head


class Lease:
    """Tries for the lease, holds it, and says when it is lost for good (``lost``).

    A break of the connection alone loses nothing: while nobody else took over, the number is still the
    highest and the same term goes on.
    """

    def __init__(self, dsn: str, *, poll_seconds: float = POLL_SECONDS) -> None:
        self._dsn = dsn
        self._poll_seconds = poll_seconds
        self._connection: Connection | None = None
        self._term: Term | None = None
        self._keeper: asyncio.Task[None] | None = None
        self.lost = asyncio.Event()

    @property
    def term(self) -> Term | None:
        """The present term, None while following."""
        return self._term

    async def try_acquire(self) -> Term | None:
        """Take the lease if it is free; None when another backend holds it.

        Raises DatabaseUnavailable while the database cannot be reached.
        """
        try:
            connection = await self._locked()
            if connection is None:
                return None
            self._connection = connection
            cursor = await connection.execute(
                "update log_head set fence = fence + 1 where id = 1 returning fence, seq, chain"
            )
            row = await cursor.fetchone()
        except psycopg.Error as error:
            await self._drop()
            raise in_our_words(error) from error
        assert row is not None, "log_head has one row"
        self._term = Term(row[0], Head(row[1], bytes(row[2])))
        self.lost.clear()
        self._keeper = asyncio.create_task(self._keep(self._term.fence), name="lease")
        return self._term

    async def acquire(self) -> Term:
        """Wait, as a follower, until the lease is free, and take it."""
        while True:
            with contextlib.suppress(DatabaseTrouble):
                term = await self.try_acquire()
                if term is not None:
                    return term
            await asyncio.sleep(self._poll_seconds)

    async def release(self) -> None:
        """Give the lease back, or stop following; another backend may take over at once."""
        keeper, self._keeper = self._keeper, None
        if keeper is not None:
            keeper.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await keeper
        await self._drop()
        self._term = None

    async def _drop(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.close()

    async def _locked(self) -> Connection | None:
        """Return a connection whose session holds the lock, or None when another session does."""
        connection = self._connection
        self._connection = None
        if connection is None or connection.closed:
            connection = await connect(self._dsn)
        try:
            cursor = await connection.execute("select pg_try_advisory_lock(%s)", [_KEY])
            row = await cursor.fetchone()
        except BaseException:
            await connection.close()
            raise
        if row is not None and row[0]:
            return connection
        self._connection = connection  # a follower asks again on the same connection
        return None

    async def _keep(self, fence: int) -> None:
        """Ask on the lease's own connection whether it stands; come back when it broke."""
        while True:
            await asyncio.sleep(self._poll_seconds)
            try:
                async with asyncio.timeout(ANSWER_SECONDS):
                    stands = await self._stands(fence)
            except (psycopg.Error, TimeoutError):
                await self._drop()
                continue
            if not stands:
                self._term = None
                self.lost.set()
                return

    async def _stands(self, fence: int) -> bool:
        if self._connection is None:
            self._connection = await self._locked()
            # None: another session holds the lock; it may be our own, not yet noticed to be dead, so that
            # only a higher fence means that the term is over.
        connection = self._connection or await connect(self._dsn)
        try:
            cursor = await connection.execute("select fence from log_head where id = 1")
            row = await cursor.fetchone()
        finally:
            if connection is not self._connection:
                await connection.close()
        return row is not None and row[0] == fence
