"""Which open incidents and calls may be the same event: by distance, time and type, with the reason in words.

Made from the picture alone, so that it goes on while the server is lost. It proposes and joins nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QCoreApplication

from domain.call import Call, CallState
from domain.clock import MINUTE, SECOND, Micros
from domain.geo import distance_m
from domain.incident import Incident, IncidentState
from domain.place import Position
from resources.incident_types import load_types
from widgets.place_picker import distance_words

NEAR_M = 250.0
"""Farther apart two reports are two events, unless both positions are vague."""
VAGUE_M = 1500.0
"""At most so much of a position's uncertainty is forgiven."""
RECENT: Micros = 45 * MINUTE
"""Older than this, a report at the place is another event."""
MOST = 6
LEAST = 0.35
"""A proposal worth less is none: what is always there is not read any more."""


@dataclass(frozen=True, slots=True)
class SameEvent:
    """One proposal. `key` is an incident's or a call's; `metres` None: only the words of the place agree."""

    key: UUID
    is_incident: bool
    worth: float
    metres: float | None
    age: Micros
    same_type: bool
    related_type: bool
    same_number: bool = False

    @property
    def code(self) -> str:
        """How the form names it."""
        return ("incident:" if self.is_incident else "call:") + str(self.key)


@dataclass(frozen=True, slots=True)
class Report:
    """What is known of where and when: of a call, of its form, or of an incident."""

    at: Micros
    position: Position | None = None
    accuracy: float = 0.0
    words: str = ""
    type_code: str | None = None
    number: str = ""


Where = Callable[[Call], Position | None]
"""The position that the words of a call's form were found at, if they were."""


def report_of_call(call: Call, where: Where) -> Report:
    """Return a call as a report: what its form says goes before what the network says."""
    said = where(call)
    seen = call.location
    vague = 0.0 if said is not None or seen is None else min(seen.accuracy or 0.0, VAGUE_M)
    position = said if said is not None else seen.value if seen is not None else None
    words = call.draft.place or call.address
    return Report(call.ringing_at, position, vague, folded(words), call.draft.type_code, call.number)


def report_of_incident(incident: Incident) -> Report:
    """Return an incident as a report."""
    place = incident.place
    return Report(incident.created_at, place.position, 0.0, folded(place.address), incident.type_code)


def proposals(
    call: Call, incidents: Iterable[Incident], calls: Iterable[Call], now: Micros, where: Where
) -> tuple[SameEvent, ...]:
    """Return what may be the same event as this call, the likeliest first; an incident before a call."""
    mine = report_of_call(call, where)
    found: list[SameEvent] = []
    for incident in incidents:
        if is_open(incident) and incident.id != call.incident:
            _weigh(found, mine, report_of_incident(incident), now, incident.id, is_incident=True)
    for other in calls:
        if is_open(other) and other.id != call.id and other.incident is None:
            _weigh(found, mine, report_of_call(other, where), now, other.id, is_incident=False)
    found.sort(key=lambda one: (-one.worth, not one.is_incident, one.age))
    return tuple(found[:MOST])


def is_open(thing: Call | Incident) -> bool:
    """Tell whether something may still be joined."""
    closed = CallState.CLOSED if isinstance(thing, Call) else IncidentState.CLOSED
    return thing.state is not closed


def why_words(proposal: SameEvent, look: object) -> str:
    """a 60 m, hace 2 min, mismo tipo."""
    translate = QCoreApplication.translate
    parts = []
    if proposal.metres is None:
        parts.append(translate("same_event", "mismo lugar"))
    else:
        parts.append(distance_words(proposal.metres, look))  # type: ignore[arg-type]
    minutes = proposal.age // MINUTE
    if minutes:
        parts.append(translate("same_event", "hace {n} min").format(n=minutes))
    else:
        parts.append(translate("same_event", "hace {n} s").format(n=proposal.age // SECOND))
    if proposal.same_number:
        parts.append(translate("same_event", "mismo número"))
    if proposal.same_type:
        parts.append(translate("same_event", "mismo tipo"))
    elif proposal.related_type:
        parts.append(translate("same_event", "tipo parecido"))
    return ", ".join(parts)


def folded(text: str) -> str:
    """Return a place's words without accents, capitals and punctuation."""
    bare = unicodedata.normalize("NFKD", text).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in bare if not unicodedata.combining(c)).split())


def _weigh(
    found: list[SameEvent], mine: Report, other: Report, now: Micros, key: UUID, *, is_incident: bool
) -> None:
    age = max(0, now - other.at)
    if age > RECENT:
        return
    metres = None
    if mine.position is not None and other.position is not None:
        a, b = mine.position, other.position
        metres = distance_m(a.lat, a.lon, b.lat, b.lon)
    same_words = len(mine.words) > 4 and mine.words == other.words
    same_number = len(mine.number) >= 6 and mine.number == other.number
    reach = NEAR_M + max(mine.accuracy, other.accuracy)
    if metres is None:
        if not (same_words or same_number):
            return
        near = 0.9 if same_words else 0.6
    elif metres > reach:
        return
    else:
        near = 1.0 - 0.8 * metres / reach
    same, related = _types(mine.type_code, other.type_code)
    kind = 1.0 if same else 0.8 if related else 0.45 if mine.type_code and other.type_code else 0.75
    fresh = 1.0 - 0.6 * age / RECENT
    worth = near * fresh * kind * (1.0 if is_incident else 0.97)
    worth = min(1.0, worth + (0.2 if same_number else 0.0))
    if worth >= LEAST:
        found.append(SameEvent(key, is_incident, worth, metres, age, same, related, same_number))


def _types(one: str | None, other: str | None) -> tuple[bool, bool]:
    """Tell whether two types are the same, or alike: the same plan or the same kind of event."""
    if not one or not other:
        return False, False
    if one == other:
        return True, True
    table = load_types()
    first, second = table.type(one), table.type(other)
    if first is None or second is None:
        return False, False
    return False, first.plan == second.plan or first.group == second.group
