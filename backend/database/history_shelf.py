"""Reads what was before: calls of a number, incidents at a place, dangers of premises; short and indexed."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, radians
from typing import Any
from uuid import UUID

import msgspec
import psycopg

from backend.database.link import Link, broke, in_our_words
from domain.call import Call
from domain.clock import Micros
from domain.incident import Incident
from domain.place import Position
from domain.premises import Hazard, HazardKind, Premise

STATEMENT_MILLISECONDS = 500
DEGREE_M = 111_320.0
"""Metres in a degree of latitude."""
_SCAN = 200
"""Rows of a box that are looked at: the newest."""

_CALLS = """
select body from {call} where number_tail(body) = %s and id is distinct from %s and room = any(%s)
 order by ringing_at desc limit %s
"""
_NEAR = """
select body from {incident} where place_lat(body) between %s and %s and place_lon(body) between %s and %s
   and room = any(%s) order by created_at desc limit %s
"""
_WORDS = """
select body from {incident} where place_words(body) = lower(%s) and room = any(%s)
 order by created_at desc limit %s
"""
_PREMISES = """
select id, address, lat, lon, hazard, case when masked then '' else note end, masked, source, micros(noted_at)
  from {premise} where lat between %s and %s and lon between %s and %s
   and (expires_at is null or expires_at > moment(%s)) limit 50
"""
_ACCESS = "select note from {premise} where id = %s and (expires_at is null or expires_at > moment(%s))"
_TABLES = ("call", "incident", "premise")


class HistoryShelf:
    """A connection of its own, on which no question takes longer than half a second."""

    def __init__(self, dsn: str) -> None:
        self._link = Link(dsn)
        self._bounded: object = None

    async def close(self) -> None:
        """Close the connection."""
        await self._link.drop()

    async def calls_of(
        self, tail: str, but: UUID | None, rooms: list[str], exercise: bool, most: int
    ) -> list[Call]:
        """Return the newest calls whose number ends with these figures, without one of them."""
        rows = await self._ask(_CALLS, [tail, but, rooms, most], exercise)
        return [msgspec.json.decode(row[0], type=Call) for row in rows]

    async def incidents_near(
        self, place: Position, metres: float, rooms: list[str], exercise: bool
    ) -> list[Incident]:
        """Return the newest incidents in the box around a place."""
        rows = await self._ask(_NEAR, [*_box(place, metres), rooms, _SCAN], exercise)
        return [msgspec.json.decode(row[0], type=Incident) for row in rows]

    async def incidents_called(
        self, address: str, rooms: list[str], exercise: bool, most: int
    ) -> list[Incident]:
        """Return the newest incidents whose address was written so, capitals aside."""
        # The body is JSON: what is compared is the text as JSON writes it.
        written = msgspec.json.encode(address).decode()[1:-1]
        rows = await self._ask(_WORDS, [written, rooms, most], exercise)
        return [msgspec.json.decode(row[0], type=Incident) for row in rows]

    async def premises_near(
        self, place: Position, metres: float, now: Micros, exercise: bool
    ) -> list[Premise]:
        """Return what is registered in the box around a place; a masked note does not leave the database."""
        rows = await self._ask(_PREMISES, [*_box(place, metres), now], exercise)
        return [
            Premise(
                id=key,
                address=address,
                position=Position(lat=lat, lon=lon),
                hazard=Hazard(
                    kind=HazardKind(kind), source=source, at=at, note=note, masked=masked, premise=key
                ),
            )
            for key, address, lat, lon, kind, note, masked, source, at in rows
        ]

    async def access(self, premise: UUID, now: Micros, exercise: bool) -> str | None:
        """Return the note of premises, masked or not; None when there are none."""
        rows = await self._ask(_ACCESS, [premise, now], exercise)
        return str(rows[0][0]) if rows else None

    async def _ask(self, query: str, values: Sequence[Any], exercise: bool) -> list[tuple[Any, ...]]:
        """Run one read; raises DatabaseUnavailable. Exercise and live never meet."""
        named = {
            name: f"(select * from {name} where exercise) as {name}" if exercise else f"live_{name}"
            for name in _TABLES
        }
        said = query.format_map(named).encode()
        async with self._link.turn:
            for attempt in (1, 2):
                try:
                    connection = await self._link.get()
                    if connection is not self._bounded:
                        await connection.execute(f"set statement_timeout = {STATEMENT_MILLISECONDS}".encode())
                        self._bounded = connection
                    cursor = await connection.execute(said, values)
                    return await cursor.fetchall()
                except psycopg.Error as error:
                    if broke(error):
                        await self._link.drop()
                    if attempt == 2 or not broke(error):
                        raise in_our_words(error) from error
        raise AssertionError


def _box(place: Position, metres: float) -> tuple[float, float, float, float]:
    high = metres / DEGREE_M
    wide = high / max(0.01, cos(radians(place.lat)))
    return place.lat - high, place.lat + high, place.lon - wide, place.lon + wide
