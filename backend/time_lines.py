"""Answers what happened to an incident, from the event log: its calls, its people, its units while on it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any
from uuid import UUID

import msgspec

from backend.accounts import Seat
from backend.database.incident_log import IncidentLog, LoggedEvent
from backend.database.trouble import DatabaseTrouble
from backend.database.upcast import change_of
from backend.inquiries import Inquiries
from domain.change import Change
from domain.changes import AnyChange
from domain.clock import DAY, SECOND, Clock, Micros
from domain.incident import Incident
from domain.refusal import Refused
from domain.roles import Action, permits
from domain.time_line import MOST_ENTRIES, AskTimeLine, TimeLine, TimeLineEntry
from domain.world import World

OF_THE_INCIDENT = (
    "call_rang", "call_answered", "call_handed_over", "call_abandoned", "call_ended", "call_closed",
    "call_linked", "call_unlinked", "call_overflowed", "incident_created", "incident_joined",
    "incident_changed", "incident_noted", "incident_closed", "incident_reopened", "incident_merged",
    "incident_split", "alarm_level_raised", "task_opened", "task_taken", "task_closed", "unit_dispatched",
    "unit_freed", "dispatch_overridden", "unit_preempted", "unit_stacked", "unit_unstacked",
    "safety_missed", "bolo_issued", "log_written",
)  # fmt: skip
"""Kinds that name the incident or a call of it; forms as they were typed and rankings are not among them."""
OF_A_UNIT = ("unit_status_set", "units_exchanged", "safety_confirmed")
"""Kinds that name a unit alone: they belong to the incident that it was on."""
SHOWN = frozenset(
    {"status", "number", "short", "agency", "level", "disposition", "priority", "reason", "mark"}
)
"""Fields of a change that its sentence is made of, besides people and units."""
_SIGN_ON = ("unit_dispatched", "dispatch_overridden", "unit_preempted")


class TimeLines:
    """One a term. `world` is what the writer has in memory: what it forgot is asked with a purpose."""

    def __init__(self, log: IncidentLog, world: Callable[[], World], clock: Clock) -> None:
        self._log = log
        self._world = world
        self._clock = clock

    def answers(self, table: Inquiries) -> None:
        """Take a place in the table of handlers."""
        table.answers(AskTimeLine, self.answer)

    async def answer(self, seat: Seat, asked: AskTimeLine) -> TimeLine:
        """Return the time line. Raises `Refused`."""
        world = self._world()
        incident = world.incident(asked.incident)
        if incident is None:
            raise Refused("incident.unknown", id=str(asked.incident))
        seen = Action.SEE_INCIDENTS
        if not permits(seat.actor, seen, incident.room, None, incident.exercise):
            raise Refused("forbidden", action=seen.value)
        since, until = self._span(world, incident)
        things = {incident.id, *incident.joined, *incident.calls}
        found = await self._log.naming(things, OF_THE_INCIDENT, since, until, incident.exercise)
        changes = _read(found)
        units = {key for _, change in changes if isinstance(key := getattr(change, "unit", None), UUID)}
        if units:
            more = _read(await self._log.naming(units, OF_A_UNIT, since, until, incident.exercise))
            changes += _while_on(more, changes, incident.id)
            changes.sort(key=lambda pair: pair[0].seq)
        names = await self._log.names({event.actor for event, _ in changes})
        cut = len(changes) > MOST_ENTRIES
        entries = tuple(_entry(world, names, *pair) for pair in changes[-MOST_ENTRIES:])
        return TimeLine(incident=incident.id, entries=entries, cut=cut)

    def _span(self, world: World, incident: Incident) -> tuple[Micros, Micros]:
        """From its first call's ring to now, or to a day after its end."""
        rang = [call.ringing_at for key in incident.calls if (call := world.calls.get(key)) is not None]
        since = min([incident.created_at, *rang]) - SECOND
        now = self._clock.now() + SECOND
        return since, now if incident.closed_at is None else min(now, incident.closed_at + DAY)


def _read(found: list[LoggedEvent]) -> list[tuple[LoggedEvent, AnyChange]]:
    """Return the events as changes; one of a kind that a newer program wrote is left out."""
    made = []
    for event in found:
        with suppress(DatabaseTrouble):
            made.append((event, change_of(event.kind, event.version, event.body)))
    return made


def _while_on(
    more: list[tuple[LoggedEvent, AnyChange]], changes: list[tuple[LoggedEvent, AnyChange]], incident: UUID
) -> list[tuple[LoggedEvent, AnyChange]]:
    """Keep what happened to a unit between its sending to this incident and its leaving it."""
    spans: dict[UUID, list[list[float]]] = {}
    for event, change in changes:
        unit = getattr(change, "unit", None)
        if unit is None or getattr(change, "incident", None) != incident:
            continue
        if event.kind in _SIGN_ON:
            spans.setdefault(unit, []).append([event.seq, float("inf")])
        elif event.kind == "unit_freed" and spans.get(unit):
            spans[unit][-1][1] = event.seq

    def inside(event: LoggedEvent, change: AnyChange) -> bool:
        keys = (getattr(change, "unit", None), getattr(change, "other", None))
        reigns = (reign for key in keys if isinstance(key, UUID) for reign in spans.get(key, ()))
        return any(begun <= event.seq <= ended for begun, ended in reigns)

    return [pair for pair in more if inside(*pair)]


def _entry(world: World, names: dict[str, str], event: LoggedEvent, change: Change) -> TimeLineEntry:
    """Return what a person is told of an event: no id, no number of a caller."""
    fields = {name: getattr(change, name) for name in change.__struct_fields__}
    params = {name: str(fields[name]) for name in sorted(SHOWN & fields.keys()) if fields[name] is not None}
    unit, other, call = (fields.get(name) for name in ("unit", "other", "call"))
    for name, key in (("unit", unit), ("other", other)):
        known = world.units.get(key) if isinstance(key, UUID) else None
        if known is not None:
            params[name] = known.call_sign
    rung = world.calls.get(call) if isinstance(call, UUID) else None
    if rung is not None:
        params["call"] = str(rung.short)
    if "into" in fields and (into := world.incidents.get(fields["into"])) is not None:
        params["into"] = str(into.short)
        # Both time lines have this entry: it says which of the two went.
        went = world.incidents.get(fields["incident"])
        params["number"] = str(went.short) if went is not None else ""
    place = fields.get("place")
    if place is not None:
        params["place"] = place.address
    named = names.get(event.actor) or fields.get("operator_name") or fields.get("dispatcher_name")
    person = named or fields.get("by") or ""
    return TimeLineEntry(
        seq=event.seq,
        at=event.at,
        what=event.kind,
        by=person,
        door="" if person else event.actor,
        workstation=event.workstation[:16] or None,
        unit=unit if isinstance(unit, UUID) else None,
        params=params,
        text=_text(fields),
    )


def _text(fields: dict[str, Any]) -> str:
    """What a person wrote: a note, a line of the log, a title; no narrative of a caller."""
    written = fields.get("text") or fields.get("title") or ""
    return written if isinstance(written, str) else msgspec.json.encode(written).decode()
