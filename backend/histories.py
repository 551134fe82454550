"""Tells a desk what was before; every reading is on record, and none waits for the record to be written.

A record that could not be written is owed: it is written before the next one, or by itself within seconds;
where the connection broke in between it may be written twice, which is better than not at all.
"""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from dataclasses import dataclass

from backend.accounts import Seat
from backend.database.audit import Audit
from backend.database.history_shelf import HistoryShelf
from backend.database.trouble import DatabaseTrouble
from backend.inquiries import Inquiries
from domain.call import Call
from domain.clock import Clock
from domain.geo import distance_m
from domain.histories import (
    AT_THE_DOOR_M,
    MOST_LINES,
    NEAR_M,
    AccessTold,
    AskHistory,
    CallHistory,
    PastCall,
    PastIncident,
    RevealAccess,
)
from domain.incident import Incident, IncidentState
from domain.people import Actor
from domain.place import Position
from domain.premises import Hazard, gravest_first
from domain.purpose import Purpose
from domain.refusal import Refused
from domain.roles import Action, permits

log = logging.getLogger(__name__)

LEAST_FIGURES = 6
"""Figures a number must have: fewer would be half the city's calls."""
LEAST_WORDS = 3
AGAIN_S = 5.0
PATIENCE_S = 0.25
"""How long a reading waits for its record: the caller is speaking."""
MOST_OWED = 10_000
"""Records that are owed at most; beyond it the oldest are counted and given up."""
HANDLING = Purpose(case="911", reason="911.call_handling")


@dataclass(frozen=True)
class _Owed:
    reader: Actor
    action: str
    subject: str


class HistoryRoom:
    """Answers `AskHistory` and `RevealAccess`."""

    def __init__(self, shelf: HistoryShelf, audit: Audit, clock: Clock) -> None:
        self._shelf = shelf
        self._audit = audit
        self._clock = clock
        self._owed: deque[_Owed] = deque(maxlen=MOST_OWED)
        self._paying = asyncio.Lock()
        self._payment: asyncio.Task[bool] | None = None
        self.given_up = 0

    def answers(self, table: Inquiries) -> None:
        """Take a place in the table of handlers."""
        table.answers(AskHistory, self.tell)
        table.answers(RevealAccess, self.reveal)

    async def close(self) -> None:
        """Close the connection."""
        if self._payment is not None:
            self._payment.cancel()
            await asyncio.gather(self._payment, return_exceptions=True)
        await self._shelf.close()

    async def run(self) -> None:
        """Write what is owed, again and again."""
        while True:
            await asyncio.sleep(AGAIN_S)
            if self._owed:
                await self._pay()

    async def tell(self, seat: Seat, asked: AskHistory) -> CallHistory:
        """Return what is known. Raises `Refused` forbidden; a part that cannot be read is missing."""
        _may(seat, Action.CREATE_INCIDENT)  # who handles calls: others read history with a purpose
        recorded = await self._put_on_record(seat.actor, "read_history", _subject(asked))
        exercise, rooms = seat.actor.exercise, [seat.operator.room]
        calls = await self._calls(asked, rooms, exercise)
        incidents = await self._incidents(asked, rooms, exercise)
        hazards: tuple[Hazard, ...] = ()
        if asked.position is not None:
            hazards = await self._hazards(asked.position, exercise)
        return CallHistory(calls=calls, incidents=incidents, hazards=hazards, recorded=recorded)

    async def reveal(self, seat: Seat, asked: RevealAccess) -> AccessTold:
        """Return an access code; here the record comes first. Raises `Refused` forbidden, premise.unknown."""
        _may(seat, Action.CREATE_INCIDENT)
        subject = f"premise:{asked.premise} incident:{asked.incident}"
        await self._put_on_record(seat.actor, "reveal_access", subject)
        note = await self._shelf.access(asked.premise, self._clock.now(), seat.actor.exercise)
        if note is None:
            raise Refused("premise.unknown")
        return AccessTold(premise=asked.premise, note=note)

    async def _calls(self, asked: AskHistory, rooms: list[str], exercise: bool) -> tuple[PastCall, ...]:
        figures = "".join(c for c in asked.number if c.isascii() and c.isdigit())[-8:]
        if len(figures) < LEAST_FIGURES:
            return ()
        calls = await self._shelf.calls_of(figures, asked.call, rooms, exercise, MOST_LINES)
        return tuple(_past_call(call) for call in calls)

    async def _incidents(
        self, asked: AskHistory, rooms: list[str], exercise: bool
    ) -> tuple[PastIncident, ...]:
        here: list[tuple[Incident, float | None]] = []
        if asked.position is not None:
            boxed = await self._shelf.incidents_near(asked.position, NEAR_M, rooms, exercise)
            away = ((incident, _metres(incident, asked.position)) for incident in boxed)
            here = [(one, metres) for one, metres in away if metres is not None and metres <= NEAR_M]
        elif len(asked.address.strip()) >= LEAST_WORDS:
            words = asked.address.strip()
            named = await self._shelf.incidents_called(words, rooms, exercise, MOST_LINES)
            here = [(incident, None) for incident in named]
        if asked.call is not None:
            here = [(one, metres) for one, metres in here if asked.call not in one.calls]
        return tuple(_past_incident(one, metres) for one, metres in here[:MOST_LINES])

    async def _hazards(self, place: Position, exercise: bool) -> tuple[Hazard, ...]:
        boxed = await self._shelf.premises_near(place, AT_THE_DOOR_M, self._clock.now(), exercise)
        here = (
            one.hazard
            for one in boxed
            if distance_m(place.lat, place.lon, one.position.lat, one.position.lon) <= AT_THE_DOOR_M
        )
        return gravest_first(tuple(here))

    async def _put_on_record(self, reader: Actor, action: str, subject: str) -> bool:
        """Write the record, or owe it: the call goes on."""
        if len(self._owed) == MOST_OWED:
            self.given_up += 1
        self._owed.append(_Owed(reader, action, subject))
        if self._payment is None or self._payment.done():
            self._payment = asyncio.create_task(self._pay(), name="audit of histories")
        done, _ = await asyncio.wait({self._payment}, timeout=PATIENCE_S)
        return bool(done) and self._payment.result()

    async def _pay(self) -> bool:
        """Write what is owed, oldest first; False while something still is."""
        async with self._paying:
            while self._owed:
                first = self._owed[0]
                try:
                    await self._audit.record(first.reader, first.action, first.subject, HANDLING)
                except DatabaseTrouble as trouble:
                    log.warning("%d audit records are owed: %s", len(self._owed), trouble.code)
                    return False
                self._owed.popleft()
        return True


def _may(seat: Seat, action: Action) -> None:
    operator = seat.operator
    if not permits(seat.actor, action, operator.room, None, seat.actor.exercise):
        raise Refused("forbidden", action=action.value)


def _subject(asked: AskHistory) -> str:
    return f"call:{asked.call}" if asked.call is not None else "place"


def _metres(incident: Incident, place: Position) -> float | None:
    there = incident.place.position
    return distance_m(place.lat, place.lon, there.lat, there.lon) if there is not None else None


def _past_call(call: Call) -> PastCall:
    return PastCall(
        short=call.short,
        at=call.ringing_at,
        disposition=call.disposition,
        type_code=call.draft.type_code,
        place=call.draft.place or call.address,
        answered_name=call.answered_name,
        marks=call.marks,
    )


def _past_incident(incident: Incident, metres: float | None) -> PastIncident:
    return PastIncident(
        number=incident.number,
        at=incident.created_at,
        priority=incident.priority,
        type_code=incident.type_code,
        address=incident.place.address,
        metres=metres,
        open=incident.state is not IncidentState.CLOSED,
    )
