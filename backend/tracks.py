"""Routes, kept: every fix that can be believed, packed by unit and five minutes, written every few seconds.

A fix is 28 bytes here, where a row of its own with its index would be over a hundred. A crash loses at most
the last few seconds of routes, never a call or a command: those are written before they are answered.
"""

import asyncio
import struct
from collections.abc import Iterable
from typing import Protocol
from uuid import UUID

from backend.database.trouble import DatabaseTrouble
from domain.clock import MINUTE, Micros
from domain.unit import Fix

FORMAT = 1
CHUNK: Micros = 5 * MINUTE
PERIOD_S = 5.0
MOST_WAITING = 2_000_000
"""Fixes that are held while the database is away (about seven minutes of 25,000 phones at 5 s)."""

_RECORD = struct.Struct("<qqiiBBBB")
_DEGREE = 10_000_000
_UNKNOWN = 255

Chunk = tuple[UUID, Micros]
"""A unit and the start of five minutes."""


class Store(Protocol):
    """Where chunks go."""

    async def append(self, chunks: Iterable[tuple[UUID, Micros, bytes]]) -> None:
        """Add packed fixes to their chunks. Raises `DatabaseTrouble`; then nothing was added."""
        ...


class Tracks:
    """Gathers fixes and hands them over; what is dropped when memory runs out is counted."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: dict[Chunk, bytearray] = {}
        self._count = 0
        self.dropped = 0

    def put(self, unit: UUID, fix: Fix, offset: Micros, flags: int = 0) -> None:
        """Take a fix whose device's clock is ahead by `offset` µs; it is filed under its corrected time."""
        if self._count >= MOST_WAITING:
            self.dropped += 1
            return
        at = fix.device_time - offset
        self._waiting.setdefault((unit, at - at % CHUNK), bytearray()).extend(packed(fix, flags))
        self._count += 1

    async def run(self) -> None:
        """Write every few seconds until cancelled, and once more on the way out."""
        try:
            while True:
                await asyncio.sleep(PERIOD_S)
                await self.flush()
        finally:
            await self.flush()

    async def flush(self) -> None:
        """Write what waits; keep it when the database is away."""
        if not self._waiting:
            return
        waiting, self._waiting, count = self._waiting, {}, self._count
        self._count = 0
        try:
            await self._store.append([(unit, at, bytes(body)) for (unit, at), body in waiting.items()])
        except DatabaseTrouble:
            for chunk, body in waiting.items():
                body.extend(self._waiting.pop(chunk, b""))
                self._waiting[chunk] = body
            self._count += count


def packed(fix: Fix, flags: int = 0) -> bytes:
    """Return a fix as 28 bytes: both times (µs), 1e-7 degrees, km/h, course by two, metres, flags."""
    return _RECORD.pack(
        fix.device_time,
        fix.received_at,
        round(fix.lat * _DEGREE),
        round(fix.lon * _DEGREE),
        _UNKNOWN if fix.speed is None else min(254, round(fix.speed)),
        _UNKNOWN if fix.course is None else round(fix.course / 2) % 180,
        _UNKNOWN if fix.accuracy is None else min(254, round(fix.accuracy)),
        flags,
    )


def unpacked(body: bytes) -> list[Fix]:
    """Return the fixes of a chunk in the order of the device's time."""
    fixes = [
        Fix(
            lat=lat / _DEGREE,
            lon=lon / _DEGREE,
            device_time=device_time,
            received_at=received_at,
            speed=None if speed == _UNKNOWN else speed,
            course=None if course == _UNKNOWN else course * 2.0,
            accuracy=None if accuracy == _UNKNOWN else accuracy,
        )
        for device_time, received_at, lat, lon, speed, course, accuracy, _ in _RECORD.iter_unpack(body)
    ]
    return sorted(fixes, key=lambda fix: fix.device_time)
