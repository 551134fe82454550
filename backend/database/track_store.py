"""Where routes lie: chunks of packed fixes, appended to."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

import psycopg

from backend.database.link import Link, in_our_words
from domain.clock import Micros

_APPEND = """
insert into track (unit, starts_at, format, fixes)
select u, moment(s), %s, f from unnest(%s::uuid[], %s::bigint[], %s::bytea[]) as chunk (u, s, f)
on conflict (unit, starts_at, format) do update set fixes = track.fixes || excluded.fixes
"""


class TrackStore:
    """A connection of its own, which need not wait for the disk: a route is no command."""

    def __init__(self, dsn: str, packing: int) -> None:
        self._link = Link(dsn)
        self._packing = packing

    async def append(self, chunks: Iterable[tuple[UUID, Micros, bytes]]) -> None:
        """Add packed fixes to their chunks, all or none. Raises DatabaseUnavailable, DiskFull."""
        units, starts, bodies = [], [], []
        for unit, start, body in chunks:
            units.append(unit)
            starts.append(start)
            bodies.append(body)
        async with self._link.turn:
            try:
                connection = await self._link.get()
                async with connection.transaction():
                    await connection.execute("set local synchronous_commit = off")
                    await connection.execute(_APPEND, [self._packing, units, starts, bodies])
            except psycopg.Error as error:
                await self._link.drop()
                raise in_our_words(error) from error

    async def close(self) -> None:
        """Close the connection."""
        await self._link.drop()
