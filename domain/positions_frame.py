"""Positions on the wire: one binary frame a map cell, 12 bytes a unit, no text.

Header (little endian): magic "P1", cell x u16, cell y u16, count u16, server time i64 (µs).
Unit: index u16, x u16, y u16 (inside the cell, 65,536 steps: about 6 cm at this latitude), heading u8
(256 steps clockwise from north), flags u8, age u16 (tenths of a second at the server's time), accuracy u8
(metres, 255 = unknown or worse), speed u8 (km/h, 255 = unknown or more).
"""

import struct
from collections.abc import Iterable

import msgspec

from domain.clock import Micros

ZOOM = 13
HEADER = struct.Struct("<2sHHHq")
RECORD = struct.Struct("<HHHBBHBB")
MAGIC = b"P1"

MOVING = 1
DOUBTFUL = 2
"""Faster than anything on wheels (250 km/h): shown as doubtful."""
CLOCK_OFF = 4
"""The device's clock is wrong by more than 5 s: its time was corrected."""
QUARANTINED = 8
"""Wrong by more than 10 min: kept out of history, still drawn, hatched. An officer never vanishes."""
NO_HEADING = 16


class UnitFix(msgspec.Struct, frozen=True, kw_only=True):
    """One unit's latest position. `x`, `y`: steps in the cell; `heading` in 256 steps; `age` in seconds."""

    index: int
    x: int
    y: int
    heading: int = 0
    flags: int = NO_HEADING
    age: float = 0.0
    accuracy: float | None = None
    speed: float | None = None


class BadPositions(ValueError):
    """A binary frame that is not of this form."""


def encode(cell: tuple[int, int], at: Micros, fixes: Iterable[UnitFix]) -> bytes:
    """Return the frame of one cell (map tile x, y at ZOOM) as of server time `at`."""
    records = [
        RECORD.pack(
            fix.index,
            fix.x,
            fix.y,
            fix.heading & 0xFF,
            fix.flags,
            min(65535, max(0, round(fix.age * 10))),
            255 if fix.accuracy is None else min(255, round(fix.accuracy)),
            255 if fix.speed is None else min(255, round(fix.speed)),
        )
        for fix in fixes
    ]
    return HEADER.pack(MAGIC, cell[0], cell[1], len(records), at) + b"".join(records)


def open_frame(frame: bytes) -> tuple[tuple[int, int], Micros, memoryview]:
    """Return (cell, server time, records) of a frame; records are 12 B each, for numpy or RECORD.

    Raises `BadPositions` when the length does not agree with the header.
    """
    if len(frame) < HEADER.size:
        raise BadPositions("positions: shorter than its header")
    magic, cx, cy, count, at = HEADER.unpack_from(frame)
    if magic != MAGIC or len(frame) != HEADER.size + count * RECORD.size:
        raise BadPositions("positions: length does not match its header")
    return (cx, cy), at, memoryview(frame)[HEADER.size :]


def decode(frame: bytes) -> tuple[tuple[int, int], Micros, list[UnitFix]]:
    """Return (cell, server time, fixes) of a frame, one struct a unit. Raises `BadPositions`."""
    cell, at, records = open_frame(frame)
    fixes = [
        UnitFix(
            index=index,
            x=x,
            y=y,
            heading=heading,
            flags=flags,
            age=age / 10,
            accuracy=None if accuracy == 255 else accuracy,
            speed=None if speed == 255 else speed,
        )
        for index, x, y, heading, flags, age, accuracy, speed in RECORD.iter_unpack(records)
    ]
    return cell, at, fixes
