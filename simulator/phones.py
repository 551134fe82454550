"""What an issued phone reports, and in which words: the OsmAnd/Traccar-Client protocol.

A phone sends one fix every 5 seconds. While nobody answers it keeps its fixes, an hour of them, and delivers
them late with the time at which they were taken, as real phones do.
"""

from __future__ import annotations

from collections import deque
from datetime import UTC, datetime
from random import Random
from typing import Any, NamedTuple
from urllib.parse import urlencode

from domain.clock import SECOND, Micros
from simulator.driving import Vehicle
from simulator.ground import Ground

PERIOD_S = 5.0
"""One fix in so many seconds."""

KEPT = 720
"""How many fixes a phone keeps: an hour. Then the oldest goes."""

TOGETHER = 100
"""How many late fixes travel in one request."""

MS_IN_KNOTS = 1.943844
"""One metre a second in knots: the protocol's query form speaks knots, its JSON form metres a second."""


class Report(NamedTuple):
    """One fix: degrees, µs UTC by the phone's clock, m/s, degrees from north, metres, battery from 0 to 1."""

    lat: float
    lon: float
    at: Micros
    speed: float
    course: float
    accuracy: float
    battery: float


class Phone:
    """One phone in one vehicle. `speaks_json` chooses which of the two forms its program sends."""

    def __init__(self, id: str, unit: str, vehicle: Vehicle, ground: Ground, rng: Random) -> None:
        self.id = id
        self.unit = unit
        self.silent_until = 0.0
        self.speaks_json = rng.random() < 0.3
        self.kept: deque[Report] = deque(maxlen=KEPT)
        self.lost = 0
        self._vehicle = vehicle
        self._ground = ground
        self._rng = rng
        self._battery = rng.uniform(0.4, 1.0)
        self._accuracy = rng.uniform(3.0, 9.0)
        self._error = (0.0, 0.0)
        self._moved_at: float | None = None

    def take(self, at: float, now: Micros) -> None:
        """Take a fix at second `at` of the movement's clock and time `now` of the phone's, and keep it."""
        # Before its first fix the vehicle was on the road already: it is seen to move from the start.
        self._vehicle.advance(at - PERIOD_S if self._moved_at is None else self._moved_at, at)
        self._moved_at = at
        if at < self.silent_until:
            return
        if len(self.kept) == KEPT:
            self.lost += 1
        self.kept.append(self._report(now))

    def _report(self, now: Micros) -> Report:
        motion = self._vehicle.motion()
        # GPS errors wander slowly: a fix errs much like the one before.
        self._error = (
            0.85 * self._error[0] + self._rng.gauss(0.0, 0.15 * self._accuracy),
            0.85 * self._error[1] + self._rng.gauss(0.0, 0.15 * self._accuracy),
        )
        place = (motion.place[0] + self._error[0], motion.place[1] + self._error[1])
        lon, lat = self._ground.round(place)
        self._battery = self._battery - 0.00001 if self._battery > 0.15 else 1.0
        return Report(
            round(lat, 6),
            round(lon, 6),
            now,
            round(motion.speed, 2),
            round(motion.heading, 1) % 360.0,
            round(self._accuracy, 1),
            round(self._battery, 2),
        )


def query(id: str, report: Report) -> str:
    """Return a report as a query string, as Traccar Client up to version 8 and OsmAnd send it."""
    return urlencode(
        {
            "id": id,
            "lat": report.lat,
            "lon": report.lon,
            "timestamp": report.at // 1000,
            "speed": round(report.speed * MS_IN_KNOTS, 2),
            "bearing": report.course,
            "altitude": 20.0,
            "accuracy": report.accuracy,
            "batt": round(report.battery * 100),
        }
    )


def document(id: str, report: Report) -> dict[str, Any]:
    """Return a report as an object for JSON, as Traccar Client from version 9 sends it."""
    taken = datetime.fromtimestamp(report.at / SECOND, UTC).isoformat(timespec="milliseconds")
    return {
        "location": {
            "timestamp": taken.replace("+00:00", "Z"),
            "coords": {
                "latitude": report.lat,
                "longitude": report.lon,
                "accuracy": report.accuracy,
                "speed": report.speed,
                "heading": report.course,
                "altitude": 20.0,
            },
            "is_moving": report.speed > 0.5,
            "event": "motionchange" if report.speed > 0.5 else "heartbeat",
            "battery": {"level": report.battery, "is_charging": False},
            "activity": {"type": "in_vehicle", "confidence": 100},
            "extras": {},
        },
        "device_id": id,
    }


class Fleet:
    """Says which phones are due: each at its own moment within the five seconds, always the same order."""

    def __init__(self, phones: list[Phone], start: float) -> None:
        step = PERIOD_S / max(1, len(phones))
        self._turns = deque((start + number * step, phone) for number, phone in enumerate(phones))

    def due(self, at: float) -> list[Phone]:
        """Return the phones whose turn came up to second `at`, each at most once; missed turns are lost."""
        phones: list[Phone] = []
        while self._turns and self._turns[0][0] <= at and len(phones) < len(self._turns):
            turn, phone = self._turns.popleft()
            missed = int((at - turn) / PERIOD_S)
            self._turns.append((turn + (missed + 1) * PERIOD_S, phone))
            phones.append(phone)
        return phones
