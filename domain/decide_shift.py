"""The rules of the shift's papers: BOLOs, the room's log, the handover that two people sign."""

from collections.abc import Callable

from domain.changes import AnyChange
from domain.clock import DAY, MINUTE, Micros
from domain.command import Command
from domain.context import Context
from domain.guards import allowed, found, incident_of, told
from domain.handover import FAULTS, points
from domain.numbering import next_short
from domain.plates import normal_plate
from domain.refusal import Refused
from domain.roles import Action
from domain.shift import Handover
from domain.shift_changes import BoloCancelled, BoloIssued, HandoverMade, HandoverSigned, LogWritten
from domain.shift_orders import CancelBolo, IssueBolo, MakeHandover, SignHandover, WriteLog
from domain.world import World

LONGEST_BOLO: Micros = 30 * DAY
"""What is looked for longer than that is issued again by somebody who has looked at it."""
SHORTEST_BOLO: Micros = MINUTE
MOST_POINTS = 256
MOST_FAULTS, MOST_PARAMS = 32, 8
"""More faults, or more words to one, no desk of ours sends: every desk keeps every handover in memory."""


def issue(world: World, command: IssueBolo, context: Context) -> list[AnyChange]:
    """It has an issuer, an incident or a case, and an expiry."""
    room, exercise = command.room or context.actor.room, context.actor.exercise
    allowed(context, Action.ISSUE_BOLO, room, None, exercise)
    if world.holds(command.bolo):
        raise Refused("bolo.id_taken", id=str(command.bolo))
    if command.incident is None and not command.case.strip():
        raise Refused("bolo.no_reason")
    if not context.now + SHORTEST_BOLO <= command.expires_at <= context.now + LONGEST_BOLO:
        raise Refused("bolo.expiry", days=LONGEST_BOLO // DAY)
    incident = incident_of(world, command.incident) if command.incident is not None else None
    if incident is not None and incident.exercise != exercise:
        raise Refused("exercise.mixed")
    return [
        BoloIssued(
            at=context.now,
            bolo=command.bolo,
            short=next_short(world, context),
            room=room,
            what=command.what,
            title=command.title,
            by=context.actor.shown,
            expires_at=command.expires_at,
            priority=command.priority,
            details=command.details,
            plate=normal_plate(command.plate),
            case=command.case,
            incident=incident.id if incident is not None else None,
            agencies=command.agencies,
            exercise=exercise,
        )
    ]


def cancel(world: World, command: CancelBolo, context: Context) -> list[AnyChange]:
    """With a reason, by whoever may issue one; a second time is no news."""
    bolo = found(world.bolos, command.bolo, "bolo")
    allowed(context, Action.ISSUE_BOLO, bolo.room, None, bolo.exercise)
    if bolo.cancelled_at is not None:
        return []
    by = context.actor.shown
    return [BoloCancelled(at=context.now, bolo=bolo.id, by=by, reason=command.reason)]


def write(world: World, command: WriteLog, context: Context) -> list[AnyChange]:
    """A line of the room's log is never altered: a correction is another line."""
    room, exercise = context.actor.room, context.actor.exercise
    allowed(context, Action.WRITE_LOG, room, None, exercise)
    if world.holds(command.entry):
        raise Refused("log.id_taken", id=str(command.entry))
    incident = incident_of(world, command.incident) if command.incident is not None else None
    unit = found(world.units, command.unit, "unit") if command.unit is not None else None
    if any(thing is not None and thing.exercise != exercise for thing in (incident, unit)):
        raise Refused("exercise.mixed")
    return [
        LogWritten(
            at=context.now,
            entry=command.entry,
            room=room,
            by=context.actor.shown,
            text=command.text,
            incident=incident.id if incident is not None else None,
            unit=command.unit,
            exercise=exercise,
        )
    ]


def make(world: World, command: MakeHandover, context: Context) -> list[AnyChange]:
    """The writer generates the points from what it has, so that nobody leaves one out.

    Of what the desk sent, only faults are kept: the world knows no cameras and no links.
    """
    made = world.handovers.get(command.handover)
    room, exercise = context.actor.room, context.actor.exercise
    if made is not None:
        room, exercise = made.room, made.exercise
    allowed(context, Action.HAND_OVER, room, None, exercise)
    if made is None and world.holds(command.handover):
        raise Refused("handover.id_taken", id=str(command.handover))
    if made is not None and made.given is not None:
        raise Refused("handover.signed", by=made.given.name, **told(since=made.given.at))
    told_of = (point for point in command.points if point.code in FAULTS and len(point.params) <= MOST_PARAMS)
    faults = tuple(told_of)[:MOST_FAULTS]
    generated = points(world, room, exercise, context.now, context.limits)
    return [
        HandoverMade(
            at=context.now,
            handover=command.handover,
            room=room,
            by=context.actor.shown,
            points=(*faults, *generated)[:MOST_POINTS],
            remarks=command.remarks,
            exercise=exercise,
        )
    ]


def sign(world: World, command: SignHandover, context: Context) -> list[AnyChange]:
    """Two different people, in their order; after both it is what it is."""
    handover = found(world.handovers, command.handover, "handover")
    allowed(context, Action.HAND_OVER, handover.room, None, handover.exercise)
    operator = context.actor.operator
    if operator is None:
        raise Refused("forbidden", action=Action.HAND_OVER.value)
    given, taken = handover.given, handover.taken
    if given is not None and taken is not None:
        if operator.id in (given.operator, taken.operator):
            return []
        raise Refused("handover.signed", by=taken.name, **told(since=taken.at))
    if given is not None and given.operator == operator.id:
        raise Refused("handover.same_person", by=given.name)
    return [_signed(handover, context, taken=given is not None)]


def _signed(handover: Handover, context: Context, *, taken: bool) -> HandoverSigned:
    operator = context.actor.operator
    assert operator is not None, "a person signs"
    return HandoverSigned(
        at=context.now, handover=handover.id, operator=operator.id, by=context.actor.shown, taken=taken
    )


RULES: dict[type[Command], Callable[..., list[AnyChange]]] = {
    IssueBolo: issue,
    CancelBolo: cancel,
    WriteLog: write,
    MakeHandover: make,
    SignHandover: sign,
}
