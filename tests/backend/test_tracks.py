"""Routes are kept, late fixes in their own five minutes; a database that is away loses none of them."""

import asyncio
from collections.abc import Iterable
from uuid import UUID

import psycopg
import pytest

from backend.database.trouble import DatabaseUnavailable
from backend.tracks import CHUNK, Tracks, unpacked
from domain.clock import SECOND, Micros, SystemClock
from domain.unit import Fix
from tests.plugins.backend import Demo, Running, serving

UNIT = UUID(int=7)
T0: Micros = 1_795_000_200 * SECOND // CHUNK * CHUNK


def fix(seconds: float, **more: object) -> Fix:
    at = T0 + round(seconds * SECOND)
    fields: dict[str, object] = {"lat": -34.6037, "lon": -58.3816, "device_time": at, "received_at": at}
    return Fix(**(fields | more))  # type: ignore[arg-type]


class Shelf:
    """A store that can be away."""

    def __init__(self) -> None:
        self.chunks: dict[tuple[UUID, Micros], bytes] = {}
        self.away = False

    async def append(self, chunks: Iterable[tuple[UUID, Micros, bytes]]) -> None:
        if self.away:
            raise DatabaseUnavailable("database.unavailable", reason="test")
        for unit, at, body in chunks:
            self.chunks[unit, at] = self.chunks.get((unit, at), b"") + body


async def test_a_late_fix_goes_to_its_own_five_minutes_and_is_read_in_order() -> None:
    shelf = Shelf()
    tracks = Tracks(shelf)
    for seconds in (10, 5, 310):
        tracks.put(UNIT, fix(seconds), 0)
        await tracks.flush()
    assert sorted(at - T0 for _, at in shelf.chunks) == [0, CHUNK]
    times = [one.device_time - T0 for one in unpacked(shelf.chunks[UNIT, T0])]
    assert times == [5 * SECOND, 10 * SECOND]


async def test_what_is_unknown_stays_unknown() -> None:
    shelf = Shelf()
    tracks = Tracks(shelf)
    tracks.put(UNIT, fix(1), 0)
    tracks.put(UNIT, fix(2, speed=63.4, course=271.0, accuracy=8.0), 0)
    await tracks.flush()
    bare, full = unpacked(shelf.chunks[UNIT, T0])
    assert (bare.speed, bare.course, bare.accuracy) == (None, None, None)
    assert (full.speed, full.course, full.accuracy) == (63, 272.0, 8)
    assert (full.lat, full.lon) == pytest.approx((-34.6037, -58.3816), abs=1e-7)


async def test_a_clock_that_is_ahead_is_filed_under_its_corrected_time() -> None:
    shelf = Shelf()
    tracks = Tracks(shelf)
    tracks.put(UNIT, fix(300 + 8), 300 * SECOND)
    await tracks.flush()
    assert list(shelf.chunks) == [(UNIT, T0)]


async def test_a_database_that_is_away_loses_no_fix() -> None:
    shelf = Shelf()
    shelf.away = True
    tracks = Tracks(shelf)
    for seconds in range(3):
        tracks.put(UNIT, fix(seconds), 0)
        await tracks.flush()
    shelf.away = False
    await tracks.flush()
    assert len(unpacked(shelf.chunks[UNIT, T0])) == 3


async def test_an_issued_phone_leaves_its_route_in_the_database(demo_database: str, demo: Demo) -> None:
    now = SystemClock().now() // SECOND
    async with serving(demo_database, demo) as backend:
        await asyncio.gather(*(_report(backend, now - late) for late in (20, 0, 10)))
    with psycopg.connect(demo_database) as connection:
        rows = connection.execute("select fixes from track order by starts_at").fetchall()
    times = [one.device_time // SECOND for (body,) in rows for one in unpacked(bytes(body))]
    assert sorted(times) == [now - 20, now - 10, now]


async def _report(backend: Running, seconds: int) -> None:
    phone = backend.demo.sources.phones[0]
    query = {"id": phone.id, "lat": "-34.60", "lon": "-58.40", "timestamp": str(seconds)}
    async with backend.http.get(f"{backend.url}/intake/phones", params=query) as answer:
        assert answer.status == 200
