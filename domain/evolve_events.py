"""How changes to calls and incidents about one event alter the world."""

from collections.abc import Callable, Iterable
from typing import TypeVar
from uuid import UUID

from msgspec.structs import replace

from domain import event_changes as ch
from domain import tasks
from domain.call import CallState
from domain.change import Change
from domain.clock import Micros
from domain.incident import Incident, IncidentState, Lent, TaskState
from domain.mentioned import with_others
from domain.premises import gravest_first
from domain.words import LONGEST_NARRATIVE
from domain.world import World

T = TypeVar("T")


def _linked(world: World, c: ch.CallLinked) -> None:
    call, incident = world.calls.get(c.call), world.incidents.get(c.incident)
    if call is not None:
        world.calls.put(call.id, replace(call, incident=c.incident))
    if incident is not None and c.call not in incident.calls:
        world.incidents.put(incident.id, replace(incident, calls=(*incident.calls, c.call)))


def _unlinked(world: World, c: ch.CallUnlinked) -> None:
    call, incident = world.calls.get(c.call), world.incidents.get(c.incident)
    if incident is not None:
        world.incidents.put(incident.id, replace(incident, calls=_without(incident.calls, (c.call,))))
    if call is None:
        return
    alone = replace(call, incident=None)
    if c.reopened:  # the form is open again; the line, if it was still open, went with the settling
        waits = call.answered_at is None
        alone = replace(
            alone, state=CallState.ABANDONED if waits else CallState.ENDED, disposition=None, closed_at=None,
            closed_by="", ended_at=call.ended_at or call.closed_at or c.at,
        )  # fmt: skip
    world.calls.put(alone.id, alone)


def _merged(world: World, c: ch.IncidentMerged) -> None:
    incident, into = world.incidents.get(c.incident), world.incidents.get(c.into)
    if incident is None or into is None:
        return
    _move(world, c.units, c.stacked, c.calls, incident.id, into.id)
    graver = incident.priority < into.priority
    vehicles = tuple(v for v in incident.vehicles if v not in into.vehicles)
    people = tuple(p for p in incident.people if p not in into.people)
    hazards = tuple(h for h in incident.hazards if h not in into.hazards)
    whole = replace(
        into,
        state=IncidentState.ACTIVE if c.units else into.state,
        units=(*into.units, *(u for u in c.units if u not in into.units)),
        calls=(*into.calls, *c.calls),
        agencies=(*into.agencies, *c.agencies),
        tasks=_joined_tasks(incident, into, c),
        notes=into.notes + incident.notes,
        narrative=(into.narrative + _words_of(incident))[:LONGEST_NARRATIVE],
        vehicles=with_others(into.vehicles, vehicles),
        people=with_others(into.people, people),
        hazards=gravest_first((*into.hazards, *hazards)),
        priority=min(incident.priority, into.priority),
    )
    world.incidents.put(whole.id, _at_work(world, whole, c.at))
    lent = Lent(
        units=c.units,
        stacked=c.stacked,
        calls=c.calls,
        agencies=c.agencies,
        vehicles=vehicles,
        people=people,
        hazards=hazards,
        priority=into.priority if graver else None,
    )
    gone = replace(
        incident, state=IncidentState.CLOSED, closed_at=c.at, closed_by=c.by, merged_into=into.id, lent=lent,
        units=(), calls=_without(incident.calls, c.calls),
    )  # fmt: skip
    world.incidents.put(gone.id, gone)


def _split(world: World, c: ch.IncidentSplit) -> None:
    incident, into = world.incidents.get(c.incident), world.incidents.get(c.into)
    if incident is None:
        return
    lent = incident.lent or Lent()
    _move(world, c.units, c.stacked, c.calls, c.into, incident.id)
    back = replace(
        incident, state=IncidentState.ACTIVE if c.units else IncidentState.PENDING, closed_at=None,
        closed_by="", merged_into=None, lent=None, units=c.units, calls=(*incident.calls, *c.calls),
    )  # fmt: skip
    world.incidents.put(back.id, _at_work(world, back, c.at))
    if into is None:
        return
    left = _without(into.units, c.units)
    still = {unit.agency for key in left if (unit := world.units.get(key)) is not None}
    gone = [agency for agency in lent.agencies if agency not in still]
    priority = into.priority
    if lent.priority is not None and priority == incident.priority:  # nobody has changed it since
        priority = lent.priority
    rest = replace(
        into,
        state=into.state if left or into.state is IncidentState.CLOSED else IncidentState.PENDING,
        units=left,
        calls=_without(into.calls, c.calls),
        agencies=_without(into.agencies, gone),
        tasks=tuple(task for task in into.tasks if task.agency not in gone),
        notes=max(0, into.notes - incident.notes),
        narrative=into.narrative.replace(_words_of(incident), "", 1),
        vehicles=_without(into.vehicles, lent.vehicles),
        people=_without(into.people, lent.people),
        hazards=_without(into.hazards, lent.hazards),
        priority=priority,
    )
    world.incidents.put(rest.id, _at_work(world, rest, c.at))


def _joined_tasks(incident: Incident, into: Incident, c: ch.IncidentMerged) -> tasks.Tasks:
    """Return the tasks of both: whoever had a part in one that is open has it in the whole."""
    both = (*into.tasks, *(task for task in incident.tasks if task.agency in c.agencies))
    still = (task.agency for task in incident.tasks if task.state is not TaskState.CLOSED)
    return tasks.opened(both, still, c.at)


def _at_work(world: World, incident: Incident, at: Micros) -> Incident:
    """Return an open incident with its tasks as its units have them."""
    if incident.state is IncidentState.CLOSED:
        return incident
    units = (world.units.get(key) for key in incident.units)
    agencies = (unit.agency for unit in units if unit is not None)
    return replace(incident, tasks=tasks.settled(incident.tasks, agencies, at))


def _move(
    world: World,
    units: Iterable[UUID],
    stacked: Iterable[UUID],
    calls: Iterable[UUID],
    source: UUID,
    target: UUID,
) -> None:
    """Units keep their state and its time: to the crew nothing has happened."""
    for key in units:
        unit = world.units.get(key)
        if unit is not None:
            world.units.put(key, replace(unit, incident=target))
    for key in stacked:
        unit = world.units.get(key)
        if unit is not None:
            stack = tuple(target if waits == source else waits for waits in unit.stack)
            world.units.put(key, replace(unit, stack=stack))
    for key in calls:
        call = world.calls.get(key)
        if call is not None:
            world.calls.put(key, replace(call, incident=target))


def _words_of(incident: Incident) -> str:
    """What a joined incident adds to the other's narrative, and what is taken out of it again."""
    return f"\n{incident.number}: {incident.narrative}" if incident.narrative else ""


def _without(things: tuple[T, ...], gone: Iterable[T]) -> tuple[T, ...]:
    taken = list(gone)
    return tuple(thing for thing in things if thing not in taken)


RULES: dict[type[Change], Callable[..., None]] = {
    ch.CallLinked: _linked,
    ch.CallUnlinked: _unlinked,
    ch.IncidentMerged: _merged,
    ch.IncidentSplit: _split,
}
