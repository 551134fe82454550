"""Where a call's seconds went: ring, answer, locate, decide, travel.

Every phase is the time between two moments that the log knows, so that anybody can compute it again:

* **ring**: from the first ring to the answer, or to the caller hanging up.
* **answer**: from the answer to the first word of the form that places or names the event: place or type.
* **locate**: from there to the place being settled: the last change of the form's place before the incident.
* **decide**: from there to the first unit that is dispatched.
* **travel**: from there to the first unit on the scene. It is shown and has no target: it is not the room's.

A moment that is not known while a later one is takes the later one's: its phase has the whole time, and what
lies between has none. A call that is joined to an incident made before it ends with the join.
"""

from collections.abc import Iterator
from enum import StrEnum
from uuid import UUID

import msgspec

from domain.clock import SECOND, Micros
from domain.severity import Severity
from domain.words import Address, Label, Name


class Phase(StrEnum):
    """A part of a call's time, in their order."""

    RING = "ring"
    ANSWER = "answer"
    LOCATE = "locate"
    DECIDE = "decide"
    TRAVEL = "travel"


GOALS: dict[Phase, Micros] = {
    Phase.RING: 15 * SECOND,
    Phase.ANSWER: 30 * SECOND,
    Phase.LOCATE: 30 * SECOND,
    Phase.DECIDE: 60 * SECOND,
}
"""What a single call should take: NENA's ring, and the city's two minutes shared out among the rest."""
DISPATCHED_WITHIN: Micros = 120 * SECOND
"""What the city claims: from the first ring to the first unit."""


class Standing(StrEnum):
    """Where a call stands now."""

    RINGING = "ringing"
    ABANDONED = "abandoned"
    TALKING = "talking"
    NO_UNIT = "no_unit"  # an incident, and nobody goes
    EN_ROUTE = "en_route"
    ON_SCENE = "on_scene"
    OVER = "over"


class CallClock(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The moments of one call, microseconds UTC; None for what has not happened (or never will).

    `over_at`: when nothing more can come: the call was settled without an incident, or the incident closed.
    """

    call: UUID
    short: int
    rang_at: Micros
    answered_at: Micros | None = None
    worded_at: Micros | None = None
    located_at: Micros | None = None
    created_at: Micros | None = None
    dispatched_at: Micros | None = None
    arrived_at: Micros | None = None
    abandoned_at: Micros | None = None
    over_at: Micros | None = None
    incident: UUID | None = None
    incident_short: int = 0
    type_code: Label | None = None
    place: Address = ""
    priority: Severity = Severity.MEDIUM
    by: Name = ""


class Span(msgspec.Struct, frozen=True):
    """One phase of a call; `took` grows while it `runs`."""

    phase: Phase
    took: Micros
    runs: bool = False

    @property
    def over(self) -> Micros:
        """How far beyond its goal it is, 0 within it."""
        goal = GOALS.get(self.phase)
        return max(0, self.took - goal) if goal is not None else 0


def moments(clock: CallClock) -> list[Micros | None]:
    """Return the ends of the five phases in their order, gaps filled from behind, never running back."""
    ends: list[Micros | None] = [
        clock.answered_at, clock.worded_at, clock.located_at, clock.dispatched_at, clock.arrived_at,
    ]  # fmt: skip
    later: Micros | None = None
    for place in range(len(ends) - 1, -1, -1):
        ends[place] = later = ends[place] if ends[place] is not None else later
    floor = clock.rang_at
    for place, end in enumerate(ends):
        if end is None:
            break
        ends[place] = floor = max(floor, end)
    return ends


def spans(clock: CallClock, now: Micros) -> Iterator[Span]:
    """Give the phases that have begun, in their order; the last may run.

    Somebody who hung up has rung until then; called back, the time between is nobody's.
    """
    begin = clock.rang_at
    ends = moments(clock)
    if clock.abandoned_at is not None:
        yield Span(Phase.RING, max(0, clock.abandoned_at - begin))
        if clock.answered_at is None:
            return
        begin = clock.answered_at
    for phase, end in zip(Phase, ends, strict=True):
        if phase is Phase.RING and clock.abandoned_at is not None:
            continue
        if end is None:
            until = now if clock.over_at is None else max(begin, clock.over_at)
            # What ended without the next moment spent its time here; an instant is not worth a box.
            if clock.over_at is None or until > begin:
                yield Span(phase, max(0, until - begin), runs=clock.over_at is None)
            return
        yield Span(phase, end - begin)
        begin = end


def standing(clock: CallClock) -> Standing:
    """Return where the call stands."""
    if clock.over_at is not None:
        return Standing.OVER
    if clock.answered_at is None:
        return Standing.RINGING if clock.abandoned_at is None else Standing.ABANDONED
    if clock.arrived_at is not None:
        return Standing.ON_SCENE
    if clock.dispatched_at is not None:
        return Standing.EN_ROUTE
    return Standing.NO_UNIT if clock.incident is not None else Standing.TALKING
