"""How changes of dispatch alter the world."""

from collections.abc import Callable

from msgspec.structs import replace

from domain import dispatch_changes as ch
from domain import tasks
from domain.agency import Agency
from domain.change import Change
from domain.clock import Micros
from domain.incident import Incident, IncidentState
from domain.world import World


def _noted(world: World, c: ch.IncidentNoted) -> None:
    incident = world.incidents.get(c.incident)
    if incident is not None:
        world.incidents.put(incident.id, replace(incident, notes=incident.notes + 1))


def _changed(world: World, c: ch.IncidentChanged) -> None:
    incident = world.incidents.get(c.incident)
    if incident is None:
        return
    changed = replace(
        incident,
        priority=incident.priority if c.priority is None else c.priority,
        type_code=incident.type_code if c.type_code is None else c.type_code,
        place=incident.place if c.place is None else c.place,
        narrative=incident.narrative if c.narrative is None else c.narrative,
    )
    world.incidents.put(changed.id, changed)


def _raised(world: World, c: ch.AlarmLevelRaised) -> None:
    incident = world.incidents.get(c.incident)
    if incident is not None:
        raised = _asked(replace(incident, alarm_level=c.level), c.agencies, c.at)
        world.incidents.put(raised.id, raised)


def _opened(world: World, c: ch.TaskOpened) -> None:
    incident = world.incidents.get(c.incident)
    if incident is not None:
        world.incidents.put(incident.id, _asked(incident, (c.agency,), c.at))


def _asked(incident: Incident, agencies: tuple[Agency, ...], at: Micros) -> Incident:
    named = tuple(agency for agency in agencies if agency not in incident.agencies)
    return replace(
        incident,
        agencies=(*incident.agencies, *named),
        tasks=tasks.opened(incident.tasks, agencies, at),
    )


def _taken(world: World, c: ch.TaskTaken) -> None:
    incident = world.incidents.get(c.incident)
    if incident is not None:
        held = tasks.taken(incident.tasks, c.agency, c.dispatcher, c.dispatcher_name, c.at)
        world.incidents.put(incident.id, replace(incident, tasks=held))


def _closed(world: World, c: ch.TaskClosed) -> None:
    incident = world.incidents.get(c.incident)
    if incident is not None:
        done = tasks.closed(incident.tasks, c.agency, c.disposition, c.at)
        world.incidents.put(incident.id, replace(incident, tasks=done))


def _reopened(world: World, c: ch.IncidentReopened) -> None:
    incident = world.incidents.get(c.incident)
    if incident is None:
        return
    reopened = replace(
        incident, state=IncidentState.PENDING, closed_at=None, closed_by="", disposition=None, units=(),
        tasks=tasks.reopened(incident.tasks, c.at),
    )  # fmt: skip
    world.incidents.put(reopened.id, reopened)


def _stacked(world: World, c: ch.UnitStacked) -> None:
    unit = world.units.get(c.unit)
    if unit is not None and c.incident not in unit.stack:
        world.units.put(unit.id, replace(unit, stack=(*unit.stack, c.incident)))


def _unstacked(world: World, c: ch.UnitUnstacked) -> None:
    unit = world.units.get(c.unit)
    if unit is not None:
        world.units.put(unit.id, replace(unit, stack=tuple(key for key in unit.stack if key != c.incident)))


def _confirmed(world: World, c: ch.SafetyConfirmed) -> None:
    unit = world.units.get(c.unit)
    if unit is not None:
        world.units.put(unit.id, replace(unit, check_due=c.check_due))


def _missed(world: World, c: ch.SafetyMissed) -> None:
    unit = world.units.get(c.unit)
    if unit is not None:
        world.units.put(unit.id, replace(unit, check_due=c.check_due))


def _told_only(world: World, c: Change) -> None:
    """For the log's readers: what changes the state comes with it."""


RULES: dict[type[Change], Callable[..., None]] = {
    ch.IncidentNoted: _noted,
    ch.IncidentChanged: _changed,
    ch.AlarmLevelRaised: _raised,
    ch.TaskOpened: _opened,
    ch.TaskTaken: _taken,
    ch.TaskClosed: _closed,
    ch.IncidentReopened: _reopened,
    ch.DispatchOverridden: _told_only,
    ch.UnitPreempted: _told_only,
    ch.UnitStacked: _stacked,
    ch.UnitUnstacked: _unstacked,
    ch.UnitsExchanged: _told_only,
    ch.SafetyConfirmed: _confirmed,
    ch.SafetyMissed: _missed,
    ch.StatusCameLate: _told_only,
}
"""The rules of dispatch beyond sending and freeing one unit."""
