"""One connection to the database that is made again whenever it broke."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

import psycopg
from psycopg.conninfo import make_conninfo

from backend.database.trouble import DatabaseTrouble, DatabaseUnavailable, DiskFull

RETRY_SECONDS = 0.1
# A server that fell off the network is noticed within some 4 s; on a local socket these do nothing.
_SETTINGS = {
    "connect_timeout": "3",
    "keepalives_idle": "1",
    "keepalives_interval": "1",
    "keepalives_count": "3",
    "tcp_user_timeout": "4000",
    "application_name": "atalaya",
    "options": "-c synchronous_commit=on",
}

Connection = psycopg.AsyncConnection[tuple[Any, ...]]


async def connect(dsn: str) -> Connection:
    """Connect with autocommit; every statement that returned is on disk.

    Raises psycopg.OperationalError.
    """
    return await psycopg.AsyncConnection.connect(make_conninfo(dsn, **_SETTINGS), autocommit=True)


def checked(dsn: str) -> str:
    """Return a connection string that libpq can read. Raises DatabaseTrouble, which does not repeat it."""
    try:
        make_conninfo(dsn)
    except psycopg.ProgrammingError:
        raise DatabaseTrouble("database.bad_dsn") from None
    return dsn


class Link:
    """A connection for one user at a time, which may break and come back."""

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self._connection: Connection | None = None
        self.turn = asyncio.Lock()

    async def get(self) -> Connection:
        """Return a connection that was whole when last used. Raises psycopg.OperationalError."""
        if self._connection is None or self._connection.closed:
            self._connection = await connect(self._dsn)
        return self._connection

    async def drop(self) -> None:
        """Close the connection; the next use makes another."""
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.close()

    async def say(
        self, query: str, values: Sequence[Any] | dict[str, Any], rows: bool = False
    ) -> list[tuple[Any, ...]]:
        """Run one statement that may be said twice, for it is when the connection breaks.

        Raises DatabaseUnavailable, DiskFull.
        """
        async with self.turn:
            for attempt in (1, 2):
                try:
                    connection = await self.get()
                    cursor = await connection.execute(query.encode(), values)
                    return await cursor.fetchall() if rows else []
                except psycopg.Error as error:
                    await self.drop()
                    if attempt == 2 or not broke(error):
                        raise in_our_words(error) from error
        raise AssertionError


def broke(error: psycopg.Error) -> bool:
    """Tell whether the connection went away, so that the fate of what was sent is unknown."""
    state = error.diag.sqlstate or error.sqlstate
    if state is None:
        return isinstance(error, psycopg.OperationalError | psycopg.InterfaceError)
    # 57P01 to 57P03: the server shuts down, crashed or is starting; 08: the connection itself.
    return state in ("57P01", "57P02", "57P03", "57P05") or state.startswith("08")


def in_our_words(error: psycopg.Error) -> DatabaseTrouble:
    """Return the coded trouble for a failure that is not about the data."""
    reason = (error.diag.message_primary or str(error)).strip().partition("\n")[0]
    if error.diag.sqlstate == "53100":
        return DiskFull("database.disk_full", reason=reason)
    return DatabaseUnavailable("database.unavailable", reason=reason)
