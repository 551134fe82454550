"""Answers what supervisors ask about their room; follows the hub, and the log before that."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections import deque
from collections.abc import Awaitable, Callable

from msgspec.structs import replace

from backend.accounts import Seat
from backend.database.audit import Audit
from backend.database.trouble import DatabaseTrouble
from backend.inquiries import Inquiries
from backend.room_health import figures, forecast
from backend.room_health.ledger import COLUMNS, Ledger, Record, RoomLedger, seconds
from backend.room_health.replay import desk_names, replay
from backend.room_health.report import handling, report, shift_of
from domain.call_seconds import CallClock
from domain.clock import HOUR, MINUTE, SECOND, Clock, Micros
from domain.refusal import Refused
from domain.roles import Action, permits
from domain.room_health import (
    BIN,
    KEPT,
    MOST_CALLS,
    STAFF_STEP,
    AskCallsBehind,
    AskCourse,
    AskRoomHealth,
    AskShiftReport,
    CallsBehind,
    ComunaCover,
    Measure,
    RoomCourse,
    RoomHealth,
    ShiftReport,
    Staffing,
    measure_of,
)
from domain.words import RoomName
from domain.world import Thing, World

log = logging.getLogger(__name__)

RECENT = 40
"""Calls with an incident that the board is told."""
HANDLING_WINDOW: Micros = 2 * HOUR
ALIKE: Micros = 900_000
"""Two desks that ask within that time are told the same: the figures are counted once a second."""
FORECAST_EVERY: Micros = 15 * SECOND
COVER_EVERY: Micros = 5 * SECOND
DESKS_EVERY: Micros = MINUTE
TRY_AGAIN_S = 2.0
Key = tuple[RoomName, bool]
Cover = Callable[[bool, Micros], Awaitable[tuple[ComunaCover, ...]]]


class HealthRoom:
    """The figures of every room. `cover` tells how soon free units are in each comuna, where it is known."""

    def __init__(self, dsn: str, clock: Clock, audit: Audit) -> None:
        self._dsn, self._clock, self._audit = dsn, clock, audit
        self.ledger = Ledger()
        self.whole = False
        self.cover: Cover | None = None
        self._waiting: deque[tuple[Micros, tuple[Thing, ...]]] = deque()
        self._news = asyncio.Event()
        self._told: dict[Key, RoomHealth] = {}
        self._staffing: dict[Key, tuple[Micros, Staffing]] = {}
        self._cover_told: dict[bool, tuple[Micros, tuple[ComunaCover, ...]]] = {}
        self._desks: dict[RoomName, tuple[Micros, tuple[str, ...]]] = {}

    # ---- following

    def took(self, at: Micros, things: tuple[Thing, ...]) -> None:
        """A commit touched these; looked at soon, never while others wait for the commit."""
        self._waiting.append((at, things))
        self._news.set()

    async def run(self, world: World, upto: int) -> None:
        """Read the log up to that event, then follow. Ends only when it is cancelled."""
        await self._read_log(world, upto)
        while True:
            await self._news.wait()
            self._news.clear()
            self.catch_up()
            self.ledger.forget(self._clock.now())
            await asyncio.sleep(0.05)

    async def _read_log(self, world: World, upto: int) -> None:
        while True:
            now = self._clock.now()
            ledger = Ledger()
            try:
                count = await self._replay(ledger, world, upto, now)
            except DatabaseTrouble as trouble:
                log.warning("room health: the log cannot be read: %s", trouble.code)
                await asyncio.sleep(TRY_AGAIN_S)
                continue
            ledger.take(now, tuple(world.desks.settled()))
            self.ledger, self.whole = ledger, True
            self._told.clear()
            log.info("room health: %d events read", count)
            return

    async def _replay(self, ledger: Ledger, world: World, upto: int, now: Micros) -> int:
        """Read, and when cancelled let the page be read that is being read."""
        over = asyncio.Event()
        reading = asyncio.ensure_future(replay(self._dsn, ledger, world, upto, now, over))
        try:
            return await asyncio.shield(reading)
        except asyncio.CancelledError:
            over.set()
            await asyncio.wait({reading})
            if not reading.cancelled():
                reading.exception()  # nobody waits for what it may have found wrong
            raise

    def catch_up(self) -> None:
        """Take what commits touched since the last time; nothing while the log is still being read."""
        while self.whole and self._waiting:
            at, things = self._waiting.popleft()
            try:
                self.ledger.take(at, things)
            except Exception:
                # A figure that is off by a call is no reason to stop a room.
                log.exception("room health: a commit could not be counted")

    # ---- answering

    def answers(self, table: Inquiries) -> None:
        """Take a place in the table of handlers."""
        table.answers(AskRoomHealth, self.health)
        table.answers(AskCourse, self.course)
        table.answers(AskCallsBehind, self.behind)
        table.answers(AskShiftReport, self.shift_report)

    async def health(self, seat: Seat, asked: AskRoomHealth) -> RoomHealth:
        """Return the room's figures now. Raises `Refused` forbidden."""
        key = self._allowed(seat)
        now = self._clock.now()
        before = self._told.get(key)
        if before is not None and 0 <= now - before.at < ALIKE:
            return before
        desks = await self._desk_names(key[0], now)
        covered = await self._covered(key[1], now)
        self.catch_up()
        ledger = self.ledger.room(*key)
        told = RoomHealth(
            at=now,
            since=max(self.ledger.since, now - HOUR),
            whole=self.whole,
            figures=figures.figures(ledger, now),
            queue=figures.queue(ledger, now),
            staffing=self._staff(key, ledger, now),
            recent=tuple(_recent(ledger)),
            cover=covered,
            desks=desks,
        )
        self._told[key] = told
        return told

    async def course(self, seat: Seat, asked: AskCourse) -> RoomCourse:
        """Return a measure by five minutes. Raises `Refused` forbidden, health.measure."""
        key = self._allowed(seat)
        measure = _measure(asked.code)
        self.catch_up()
        bins = asked.hours * HOUR // BIN
        made = figures.courses(self.ledger.room(*key), measure, self._clock.now(), bins)
        return RoomCourse(code=measure.code, bins=tuple(made))

    async def behind(self, seat: Seat, asked: AskCallsBehind) -> CallsBehind:
        """Return the calls behind a figure. Raises `Refused` forbidden, health.measure, health.too_old."""
        key = self._allowed(seat)
        if not permits(seat.actor, Action.SEE_CALLS, key[0], None, key[1]):
            raise Refused("forbidden", action=Action.SEE_CALLS.value)
        measure = _measure(asked.code)
        now = self._clock.now()
        if asked.ends <= asked.begins or asked.begins < now - KEPT - HOUR:
            raise Refused("health.too_old", hours=KEPT // HOUR)
        self.catch_up()
        ledger = self.ledger.room(*key)
        records = ledger.between(asked.begins, min(asked.ends, now + BIN))
        if asked.abandoned:
            found = [record for record in records if record.abandoned_at is not None]
            found.sort(key=lambda record: -record.rang_at)
            shown = tuple(ledger.clock(record) for record in found[:MOST_CALLS])
            return CallsBehind(n=len(found), missed=len(found), calls=shown)
        return _by_span(ledger, list(records), measure)

    async def shift_report(self, seat: Seat, asked: AskShiftReport) -> ShiftReport:
        """Return a shift's report; who read it is on record. Raises `Refused` forbidden, health.too_old."""
        key = self._allowed(seat)
        now = self._clock.now()
        at = min(asked.at, now) if asked.at is not None else now
        begins, ends = shift_of(at)
        if ends < now - KEPT:
            raise Refused("health.too_old", hours=KEPT // HOUR)
        await self._audit.record(seat.actor, "shift_report", f"{key[0]}:{begins // SECOND}")
        self.catch_up()
        made = report(self.ledger.room(*key), begins, ends, max(begins, self.ledger.since), now)
        return replace(made, room=key[0], room_name=seat.room.name, by=seat.operator.name, exercise=key[1])

    async def _covered(self, exercise: bool, now: Micros) -> tuple[ComunaCover, ...]:
        at, known = self._cover_told.get(exercise, (0, ()))
        if self.cover is not None and not 0 <= now - at < COVER_EVERY:
            self._cover_told[exercise] = (now, known)  # before the wait: two who ask cost one count
            known = await self.cover(exercise, now)
            self._cover_told[exercise] = (now, known)
        return known

    async def _desk_names(self, room: RoomName, now: Micros) -> tuple[str, ...]:
        at, names = self._desks.get(room, (0, ()))
        if not 0 <= now - at < DESKS_EVERY:
            with contextlib.suppress(DatabaseTrouble):  # what was read last still stands
                names = await desk_names(self._dsn, room)
            self._desks[room] = (now, names)
        return names

    def _allowed(self, seat: Seat) -> Key:
        room, exercise = seat.operator.room, seat.actor.exercise
        if not permits(seat.actor, Action.SEE_ROOM_HEALTH, room, None, exercise):
            raise Refused("forbidden", action=Action.SEE_ROOM_HEALTH.value)
        return room, exercise

    def _staff(self, key: Key, ledger: RoomLedger, now: Micros) -> Staffing:
        known = self._staffing.get(key)
        present = sum(ledger.desks.values())
        if known is not None and 0 <= now - known[0] < FORECAST_EVERY and known[1].present == present:
            return known[1]
        mean, of = handling(list(ledger.between(now - HANDLING_WINDOW, now)))
        if mean is None or of < forecast.LEAST_CALLS:
            mean, of = forecast.HANDLING_S, 0
        steps = [
            replace(step, staffed=_staffed(ledger, step.begins, step.past, present))
            for step in forecast.steps(ledger.arrivals, mean, now)
        ]
        made = Staffing(
            handling_s=mean,
            handling_n=of,
            days=forecast.days_known(ledger.arrivals, now),
            present=present,
            desks=len(ledger.desks),
            steps=tuple(steps),
        )
        self._staffing[key] = (now, made)
        return made


def _staffed(ledger: RoomLedger, begins: Micros, past: bool, present: int) -> int | None:
    if past:
        return ledger.present_at(begins + STAFF_STEP - 1)
    return present if ledger.desks else None


def _measure(code: str) -> Measure:
    measure = measure_of(code)
    if measure is None:
        raise Refused("health.measure", measure=code)
    return measure


def _recent(ledger: RoomLedger) -> list[CallClock]:
    """Return the latest calls that an incident was made of: where their seconds went."""
    found: list[Record] = []
    for number in sorted(ledger.bins, reverse=True):
        here = [ledger.records[call] for call in ledger.bins[number].calls]
        made = [record for record in here if record.incident is not None]
        found += sorted(made, key=lambda record: -record.rang_at)
        if len(found) >= RECENT:
            break
    return [ledger.clock(record) for record in found[:RECENT]]


def _by_span(ledger: RoomLedger, records: list[Record], measure: Measure) -> CallsBehind:
    place = COLUMNS.index(measure.span)
    took = [(seconds(clock)[place], clock) for clock in map(ledger.clock, records)]
    known = [(value, clock) for value, clock in took if value == value]  # not NaN
    known.sort(key=lambda one: (-one[0], -one[1].rang_at))
    limit = measure.within / SECOND
    missed = sum(value > limit for value, _ in known) if measure.within else 0
    return CallsBehind(n=len(known), missed=missed, calls=tuple(clock for _, clock in known[:MOST_CALLS]))
