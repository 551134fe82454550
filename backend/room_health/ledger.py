"""What is known of every call of the last day: its moments and spans, by the time it rang.

Fed with things as they are after each commit, by the log's replay at the start and by the hub afterwards: one
way in, so that a restart tells the same as living through it. Nothing here decides anything.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Iterable, Iterator
from math import nan
from uuid import UUID

import msgspec
import numpy as np
from numpy.typing import NDArray

from domain.call import Call, CallState
from domain.call_seconds import CallClock, moments
from domain.clock import SECOND, Micros
from domain.desk import Desk, DeskState
from domain.incident import Incident, IncidentState
from domain.room_health import BIN, KEPT, STAFF_STEP, Span
from domain.severity import Severity
from domain.unit import Unit, UnitStatus
from domain.words import RoomName
from domain.world import Thing

COLUMNS = tuple(Span)
RANG, END, GONE, ANSWERED = range(len(COLUMNS), len(COLUMNS) + 4)
"""Further columns of a row: when it rang, when it stopped (NaN: it rings), given up, answered."""
WIDTH = len(COLUMNS) + 4
_PRESENT = frozenset({DeskState.READY, DeskState.RINGING, DeskState.ON_CALL, DeskState.WRAP_UP})
"""Desks that carry load: somebody sits there and is not away."""
Rows = NDArray[np.float64]


class Record(msgspec.Struct):
    """One call, as it stands. Times in microseconds."""

    call: UUID
    short: int
    rang_at: Micros
    answered_at: Micros | None = None
    abandoned_at: Micros | None = None
    worded_at: Micros | None = None
    placed_at: Micros | None = None
    settled_at: Micros | None = None
    typed: str = ""
    incident: UUID | None = None
    type_code: str | None = None
    place: str = ""
    priority: Severity = Severity.MEDIUM
    by: str = ""
    how: str = ""


class Event(msgspec.Struct):
    """The incident of calls: when it was made, first sent to, first reached, closed, and of which call."""

    id: UUID
    created_at: Micros
    short: int = 0
    calls: tuple[UUID, ...] = ()
    dispatched_at: Micros | None = None
    arrived_at: Micros | None = None
    closed_at: Micros | None = None
    type_code: str | None = None
    place: str = ""
    priority: Severity = Severity.MEDIUM


class Bin:
    """The calls that rang in five minutes, as rows of numbers in seconds (NaN: none)."""

    __slots__ = ("_rows", "_sorted", "calls")

    def __init__(self) -> None:
        self.calls: dict[UUID, tuple[float, ...]] = {}
        self._rows: Rows | None = None
        self._sorted: dict[Span, Rows] = {}

    def put(self, call: UUID, row: tuple[float, ...]) -> None:
        """Take a call's spans as they are now."""
        self.calls[call] = row
        self._rows = None
        self._sorted.clear()

    def rows(self) -> Rows:
        """Return all of them, one row a call."""
        if self._rows is None:
            flat = [value for row in self.calls.values() for value in row]
            self._rows = np.array(flat, dtype=np.float64).reshape(-1, WIDTH)
        return self._rows

    def sorted(self, span: Span) -> Rows:
        """Return what is known of a span, the shortest first."""
        found = self._sorted.get(span)
        if found is None:
            values = self.rows()[:, COLUMNS.index(span)]
            found = self._sorted[span] = np.sort(values[~np.isnan(values)])
        return found


class RoomLedger:
    """One room's calls."""

    def __init__(self) -> None:
        self.records: dict[UUID, Record] = {}
        self.events: dict[UUID, Event] = {}
        self.bins: dict[int, Bin] = {}
        self.arrivals: Counter[int] = Counter()
        """Calls by quarter of an hour, for as long as the expectation looks back."""
        self.desks: dict[UUID, bool] = {}
        self.staffed: list[tuple[Micros, int]] = []
        """From when so many desks carried load, in order."""
        self._reached: dict[UUID, tuple[Micros | None, Micros | None]] = {}

    # ---- what happened

    def call(self, call: Call, at: Micros) -> None:
        """A call as it is after a commit at that moment."""
        known = self.records.get(call.id)
        new = known is None
        if known is None:
            known = self.records[call.id] = Record(call.id, call.short, call.ringing_at)
            self.arrivals[call.ringing_at // STAFF_STEP] += 1
        rang = (known.answered_at, known.abandoned_at)
        if call.state is CallState.ABANDONED:
            known.abandoned_at = call.ended_at or at
        elif call.answered_at is not None and known.answered_at is None:
            known.answered_at = call.answered_at
            if call.ended_at is not None and call.ended_at < call.answered_at:
                known.abandoned_at = call.ended_at  # the call back of somebody who had hung up
        taken = rang != (known.answered_at, known.abandoned_at)
        before = (known.worded_at, known.incident, known.settled_at)
        self._follow(known, call, at)
        after = (known.worded_at, known.incident, known.settled_at)
        if new or taken or before != after:  # most of what is typed moves no figure
            self._count(known)

    def _follow(self, known: Record, call: Call, at: Micros) -> None:
        """Take the form, what came of the call, and how it was settled."""
        draft = call.draft
        if known.worded_at is None and (draft.place or draft.type_code):
            known.worded_at = at
        if draft.place != known.typed and known.incident is None:
            known.typed, known.placed_at = draft.place, at if draft.place else None
        known.type_code = draft.type_code or known.type_code
        known.priority = draft.priority or call.priority
        known.by = call.answered_name
        known.place = draft.place or call.address or call.hint or known.place
        known.incident = call.incident or known.incident
        if call.state is CallState.CLOSED:
            known.settled_at = call.closed_at
            known.how = call.disposition.value if call.disposition is not None else ""

    def incident(self, incident: Incident, at: Micros) -> None:
        """An incident as it is after a commit."""
        event = self.events.get(incident.id)
        if event is None:
            event = self.events[incident.id] = Event(incident.id, incident.created_at)
            sent, there = self._reached.get(incident.id, (None, None))
            event.dispatched_at, event.arrived_at = sent, there
        event.short, event.calls = incident.short, incident.calls
        event.type_code, event.priority = incident.type_code, incident.priority
        event.place = incident.place.address
        if incident.units and event.dispatched_at is None:
            event.dispatched_at = at
        event.closed_at = incident.closed_at if incident.state is IncidentState.CLOSED else None
        self._recount(event)

    def unit(self, unit: Unit) -> None:
        """A unit as it is after a commit: the first that goes, and the first that is there, count."""
        if unit.incident is None:
            return
        sent, there = self._reached.get(unit.incident, (None, None))
        before = (sent, there)
        if unit.status is UnitStatus.DISPATCHED or sent is None:
            sent = unit.since if sent is None else min(sent, unit.since)
        if unit.status is UnitStatus.ON_SCENE:
            there = unit.since if there is None else min(there, unit.since)
        if (sent, there) == before:
            return
        self._reached[unit.incident] = (sent, there)
        event = self.events.get(unit.incident)
        if event is not None:
            known = event.dispatched_at
            event.dispatched_at = sent if known is None or sent is None else min(known, sent)
            event.arrived_at = there
            self._recount(event)

    def desk(self, desk: Desk, at: Micros) -> None:
        """A desk as it is after a commit."""
        present = desk.state in _PRESENT
        if self.desks.get(desk.id) == present:
            return
        self.desks[desk.id] = present
        count = sum(self.desks.values())
        if not self.staffed or self.staffed[-1][1] != count:
            self.staffed.append((at, count))

    def forget(self, before: Micros) -> None:
        """Let go of calls that rang before that moment, and of what belongs to them alone."""
        old = [number for number in self.bins if (number + 1) * BIN <= before]
        for number in old:
            for call in self.bins.pop(number).calls:
                self.records.pop(call, None)
        for key, event in tuple(self.events.items()):
            if event.created_at < before and not any(call in self.records for call in event.calls):
                del self.events[key]
                self._reached.pop(key, None)
        cut = bisect_right(self.staffed, (before, 0)) - 1
        if cut > 0:
            del self.staffed[:cut]

    # ---- what is asked

    def clock(self, record: Record) -> CallClock:
        """Return the moments of a call."""
        event = self.events.get(record.incident) if record.incident is not None else None
        first = event is not None and (not event.calls or event.calls[0] == record.call)
        located = record.placed_at
        if event is not None and first and located is None:
            located = event.created_at
        over = record.settled_at if record.incident is None else None
        if event is not None:
            # Whoever reports what others have reported before is settled by the join.
            over = event.closed_at if first else record.settled_at or event.created_at
        return CallClock(
            call=record.call,
            short=record.short,
            rang_at=record.rang_at,
            answered_at=record.answered_at,
            worded_at=record.worded_at,
            located_at=located if event is not None or record.placed_at is None else None,
            created_at=event.created_at if event is not None else None,
            dispatched_at=event.dispatched_at if event is not None and first else None,
            arrived_at=event.arrived_at if event is not None and first else None,
            abandoned_at=record.abandoned_at,
            over_at=over,
            incident=record.incident,
            incident_short=event.short if event is not None else 0,
            type_code=(event.type_code if event is not None else None) or record.type_code,
            place=(event.place if event is not None else "") or record.place,
            priority=event.priority if event is not None else record.priority,
            by=record.by,
        )

    def between(self, begins: Micros, ends: Micros) -> Iterator[Record]:
        """Give the calls that rang in [begins, ends)."""
        for number in range(begins // BIN, -(-ends // BIN)):
            found = self.bins.get(number)
            for call in tuple(found.calls) if found is not None else ():
                record = self.records[call]
                if begins <= record.rang_at < ends:
                    yield record

    def rows(self, begins: Micros, ends: Micros) -> Rows:
        """Return the rows of the bins that begin in [begins, ends), in seconds."""
        found = [self.bins[n].rows() for n in range(begins // BIN, -(-ends // BIN)) if n in self.bins]
        return np.concatenate(found) if found else np.empty((0, WIDTH))

    def sorted(self, span: Span, begins: Micros, ends: Micros) -> Rows:
        """Return what those bins know of a span, the shortest first: runs that are sorted are only merged."""
        numbers = range(begins // BIN, -(-ends // BIN))
        found = [self.bins[n].sorted(span) for n in numbers if n in self.bins]
        if len(found) < 2:
            return found[0] if found else np.empty(0)
        return np.sort(np.concatenate(found), kind="stable")

    def present_at(self, at: Micros) -> int | None:
        """Return how many desks carried load then; None before anything is known."""
        place = bisect_right(self.staffed, (at, 1 << 30)) - 1
        return self.staffed[place][1] if place >= 0 else None

    def put_staffed(self, at: Micros, count: int) -> None:
        """Know of a moment before what is known."""
        insort(self.staffed, (at, count))

    # ---- keeping count

    def _recount(self, event: Event) -> None:
        for call in event.calls:
            record = self.records.get(call)
            if record is not None:
                record.incident = record.incident or event.id
                self._count(record)

    def _count(self, record: Record) -> None:
        number = record.rang_at // BIN
        found = self.bins.get(number)
        if found is None:
            found = self.bins[number] = Bin()
        end = record.abandoned_at if record.abandoned_at is not None else record.answered_at
        ringing = (
            record.rang_at / SECOND, end / SECOND if end is not None else nan,
            float(record.abandoned_at is not None), float(record.answered_at is not None),
        )  # fmt: skip
        found.put(record.call, seconds(self.clock(record)) + ringing)


def seconds(clock: CallClock) -> tuple[float, ...]:
    """Return the finished spans of a call in the order of `COLUMNS`, in seconds; NaN for what has none.

    Somebody who hung up has no ring to be held against a target: he is counted among the abandoned.
    """
    answered, _, located, dispatched, arrived = moments(clock)
    created = clock.created_at
    ring = answered if clock.abandoned_at is None else None
    if clock.located_at is None:  # filled from behind: nobody has settled a place
        located = None
    return (
        _span(clock.rang_at, ring),
        _span(answered, dispatched),
        _span(answered, located),
        _span(located, dispatched),
        _span(created, clock.dispatched_at),
        _span(dispatched, arrived),
    )


def _span(begin: Micros | None, end: Micros | None) -> float:
    return max(0, end - begin) / SECOND if begin is not None and end is not None else nan


class Ledger:
    """The rooms, live and exercise apart."""

    def __init__(self) -> None:
        self._rooms: dict[tuple[RoomName, bool], RoomLedger] = {}
        self.since: Micros = 0
        """From when calls are known."""

    def room(self, room: RoomName, exercise: bool) -> RoomLedger:
        """Return a room's calls."""
        found = self._rooms.get((room, exercise))
        if found is None:
            found = self._rooms[room, exercise] = RoomLedger()
        return found

    def take(self, at: Micros, things: Iterable[Thing]) -> None:
        """Take what a commit touched, each thing once and as it is after it."""
        for thing in things:
            match thing:
                case Call():
                    self.room(thing.room, thing.exercise).call(thing, at)
                case Incident():
                    self.room(thing.room, thing.exercise).incident(thing, at)
                case Unit():
                    self._unit(thing)
                case Desk():
                    self.room(thing.room, thing.exercise).desk(thing, at)

    def _unit(self, unit: Unit) -> None:
        """A unit serves incidents of any room of its kind."""
        if unit.incident is None:
            return
        for (_, exercise), room in self._rooms.items():
            if exercise == unit.exercise and unit.incident in room.events:
                room.unit(unit)
                return
        self.room(unit.room, unit.exercise).unit(unit)

    def forget(self, now: Micros) -> None:
        """Let go of what is older than is kept."""
        for room in self._rooms.values():
            room.forget(now - KEPT)
        self.since = max(self.since, now - KEPT)
