"""Calls as the queue shows them: whose, from where, how long they wait, in which order."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from backend_client.picture import Look, Picture
from domain.call import Call, CallState
from domain.clock import SECOND, Micros
from domain.desk import desk_id
from domain.geo import distance_m
from widgets.call_queue import CallRow

ANSWER_WITHIN: Micros = 15 * SECOND
"""NENA-STA-020: 90 % of calls are answered in 15 s."""

HOUSE_LANGUAGE = "es"
"""What the room speaks: the others are named in the row."""

SAME_PLACE_M = 150.0
"""Calls from nearer than this may report the same thing."""

WAITING = frozenset({CallState.RINGING, CallState.ABANDONED})


def is_mine(call: Call, picture: Picture) -> bool:
    """Tell whether this desk's operator holds the call."""
    who = picture.who
    return who is not None and call.answered_by == who.operator.id and call.state not in WAITING


def desk_number(picture: Picture) -> str:
    """Return how this desk signs what it decided alone: P14."""
    return f"P{picture.who.workstation.desk}" if picture.who is not None else ""


def in_queue(call: Call, picture: Picture) -> bool:
    """The queue holds who waits, who is to be called back, and one's own calls until they are settled."""
    if call.state is CallState.CLOSED:
        return False
    return call.state in WAITING or is_mine(call, picture)


def metres_between(one: Call, other: Call) -> float | None:
    """Return how far apart two callers are, when both are located."""
    if one.location is None or other.location is None:
        return None
    a, b = one.location.value, other.location.value
    return distance_m(a.lat, a.lon, b.lat, b.lon)


class CallRows:
    """Makes rows of calls; `active` is the call in the form, beside which a neighbour may be a duplicate."""

    def __init__(self, picture: Picture) -> None:
        self._picture = picture
        self.active: UUID | None = None
        self._missed: dict[str, set[UUID]] = {}

    def follow(self, keys: Iterable[UUID]) -> list[UUID]:
        """Return these calls and those whose rows change with them: one caller's missed calls are one row."""
        changed = dict.fromkeys(keys)
        for key in list(changed):
            call = self._picture.calls.get(key)
            if call is None or not call.number:
                continue
            of_number = self._missed.setdefault(call.number, set())
            before = set(of_number)
            (of_number.add if call.state is CallState.ABANDONED else of_number.discard)(key)
            if of_number != before:
                changed |= dict.fromkeys(of_number)
            if not of_number:
                del self._missed[call.number]
        return list(changed)

    def _group(self, call: Call) -> list[Call]:
        """Return the missed calls of one caller, the first first."""
        keys = self._missed.get(call.number, ()) if call.number else ()
        calls = [found for key in keys if (found := self._picture.calls.get(key)) is not None]
        missed = [one for one in calls if one.state is CallState.ABANDONED and one.room == call.room]
        return sorted(missed, key=lambda one: (one.ringing_at, one.short)) or [call]

    def row(self, key: UUID) -> CallRow | None:
        """Return the row of a call, or None when it is not the queue's business (any more)."""
        picture = self._picture
        call = picture.calls.get(key)
        if call is None or not in_queue(call, picture):
            return None
        group = self._group(call) if call.state is CallState.ABANDONED else [call]
        if group[0].id != call.id:
            return None  # told in the row of the first
        look, mine = picture.look(key), is_mine(call, picture)
        waits = call.state in WAITING
        located = call.location
        place = (call.draft.place if mine else "") or call.address or call.hint
        return CallRow(
            id=call.id,
            number=call.number,
            severity=call.draft.priority or call.priority,
            state=call.state,
            since=call.ringing_at if waits else call.answered_at or call.ringing_at,
            line=call.line or "",
            type_code=call.draft.type_code,
            place=place,
            place_source=located.source if located else None,
            place_accuracy=located.accuracy if located else None,
            duplicate_of_yours=None if mine else self._near(call),
            limit=ANSWER_WITHIN if call.state is CallState.RINGING else None,
            yours=mine,
            answered_name=call.answered_name,
            pending=waits and look is Look.PENDING,
            provisional=desk_number(picture) if look is Look.PROVISIONAL else "",
            marks=call.marks,
            repeats=call.repeats,
            nuisance=call.nuisance,
            language="" if call.language == HOUSE_LANGUAGE else call.language,
            offered=self._desk(call),
            offered_yours=waits and call.offered_to is not None and call.offered_to == my_desk(picture),
            came_from=call.came_from or "",
            missed=len(group),
            call_backs=max(one.call_backs for one in group),
        )

    def _desk(self, call: Call) -> str:
        desk = self._picture.desks.get(call.offered_to) if call.offered_to is not None else None
        return desk.desk if desk is not None else ""

    def _near(self, call: Call) -> float | None:
        active = self._picture.calls.get(self.active) if self.active else None
        if active is None or active.id == call.id:
            return None
        metres = metres_between(call, active)
        return metres if metres is not None and metres <= SAME_PLACE_M else None


def my_desk(picture: Picture) -> UUID | None:
    """Return the id of the desk that this console is; None while nobody sits here."""
    return desk_id(picture.who.workstation.id) if picture.who is not None else None


def rank(row: CallRow) -> tuple[bool, bool, bool, int, int]:
    """One's own, what rings here, who waits (the gravest, the oldest), who is to be called back."""
    missed = row.state is CallState.ABANDONED
    return (not row.yours, missed, not row.offered_yours, int(row.severity), row.since)
