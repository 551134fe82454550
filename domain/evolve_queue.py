"""How changes of the queue alter the world, and what answering and settling calls does to desks.

A desk rings exactly while its call is offered to it, and is on a call exactly while it holds one whose line
is open; both follow from the log alone.
"""

from collections.abc import Callable
from uuid import UUID

from msgspec.structs import replace

from domain import queue_changes as ch
from domain.call import Call, CallState
from domain.change import Change
from domain.clock import Micros
from domain.desk import AwayReason, Desk, DeskState, desk_id
from domain.world import World

_BUSY = (DeskState.ON_CALL, DeskState.WRAP_UP)


def _put(world: World, desk: Desk, state: DeskState, at: Micros, **more: object) -> None:
    since = at if state is not desk.state or more.get("call", desk.call) != desk.call else desk.since
    fields = {"reason": None, **more}
    world.desks.put(desk.id, replace(desk, state=state, since=since, **fields))


def _no_offer(world: World, call: Call, at: Micros) -> Call:
    """Return the call as it waits unoffered; the desk that it rang at is ready again."""
    desk = world.desks.get(call.offered_to) if call.offered_to is not None else None
    if desk is not None and desk.state is DeskState.RINGING and desk.call == call.id:
        _put(world, desk, DeskState.READY, at, call=None)
    return replace(call, offered_to=None, offered_until=None)


def _next(world: World, desk: Desk, at: Micros) -> None:
    """What a busy desk does now that its calls are not what they were."""
    held = [call for key in desk.held if (call := world.calls.get(key)) is not None]
    for state, wanted in ((DeskState.ON_CALL, CallState.ANSWERED), (DeskState.WRAP_UP, CallState.ENDED)):
        mine = [call.id for call in held if call.state is wanted]
        if mine:
            _put(world, desk, state, at, call=desk.call if desk.call in mine else mine[-1])
            return
    then, reason = desk.then or DeskState.READY, desk.then_reason
    _put(world, desk, then, at, call=None, reason=reason, then=None, then_reason=None)


# ---- calls ----------------------------------------------------------------------------------------------


def stops_ringing(world: World, call: UUID, at: Micros) -> None:
    """The call is answered or its caller hung up: it is offered to nobody any more."""
    found = world.calls.get(call)
    if found is not None and found.offered_to is not None:
        world.calls.put(call, _no_offer(world, found, at))


def takes(world: World, call: UUID, workstation: str | None, at: Micros) -> None:
    """Whoever sits there has the call in hand now, whatever the desk did before."""
    desk = world.desks.get(desk_id(workstation)) if workstation is not None else None
    if desk is None:
        return
    other = world.calls.get(desk.call) if desk.state is DeskState.RINGING and desk.call else None
    if other is not None and other.id != call and other.offered_to == desk.id:
        world.calls.put(other.id, replace(other, offered_to=None, offered_until=None))
    then, reason = desk.then, desk.then_reason
    if desk.state is DeskState.AWAY and desk.reason not in (AwayReason.NO_ANSWER, AwayReason.LINE_LOST):
        then, reason = DeskState.AWAY, desk.reason  # they step out of a pause for one call
    held = (*(key for key in desk.held if key != call), call)
    _put(world, desk, DeskState.ON_CALL, at, call=call, held=held, then=then, then_reason=reason)


def changes_hands(world: World, call: UUID, workstation: str | None, at: Micros) -> None:
    """Whoever relieved an operator has the call now."""
    leaves(world, call, at)
    takes(world, call, workstation, at)
    line_closed(world, call, at)


def line_closed(world: World, call: UUID, at: Micros) -> None:
    """The line is closed or the call is back in the queue: the desk that has it does what follows."""
    for desk in list(world.desks.values()):
        if call in desk.held and desk.state in _BUSY:
            _next(world, desk, at)


def leaves(world: World, call: UUID, at: Micros) -> None:
    """The call is settled, or goes elsewhere: no desk holds it."""
    for desk in list(world.desks.values()):
        if call not in desk.held:
            continue
        lighter = replace(desk, held=tuple(key for key in desk.held if key != call))
        if desk.state is DeskState.ON_CALL or (desk.state is DeskState.WRAP_UP and desk.call == call):
            _next(world, lighter, at)
        else:
            world.desks.put(desk.id, lighter)


# ---- changes of the queue -------------------------------------------------------------------------------


def _seated(world: World, c: ch.DeskSeated) -> None:
    desk = Desk(
        id=c.desk, workstation=c.workstation, desk=c.label, room=c.room, state=DeskState(c.state), since=c.at,
        operator=c.operator, operator_name=c.operator_name, reason=c.reason, skills=c.skills,
        languages=c.languages, held=c.held, exercise=c.exercise,
    )  # fmt: skip
    world.desks.put(desk.id, desk)
    if c.held:
        _next(world, desk, c.at)


def _state_set(world: World, c: ch.DeskStateSet) -> None:
    desk = world.desks.get(c.desk)
    if desk is None:
        return
    if c.after:
        then = None if c.state is DeskState.READY else DeskState(c.state)
        world.desks.put(desk.id, replace(desk, then=then, then_reason=c.reason))
    else:
        _put(world, desk, DeskState(c.state), c.at, reason=c.reason, call=None, then=None, then_reason=None)


def _offered(world: World, c: ch.CallOffered) -> None:
    call, desk = world.calls.get(c.call), world.desks.get(c.desk)
    if call is None or desk is None:
        return
    world.calls.put(call.id, replace(call, offered_to=desk.id, offered_until=c.until, offers=call.offers + 1))
    _put(world, desk, DeskState.RINGING, c.at, call=call.id)


def _withdrawn(world: World, c: ch.OfferWithdrawn) -> None:
    stops_ringing(world, c.call, c.at)
    desk = world.desks.get(c.desk)
    if desk is not None and c.missed:
        away = AwayReason.NO_ANSWER.value
        _put(world, desk, DeskState.AWAY, c.at, reason=away, call=None, missed=desk.missed + 1)


def _marked(world: World, c: ch.CallMarked) -> None:
    call = world.calls.get(c.call)
    if call is not None:
        others = tuple(mark for mark in call.marks if mark != c.mark)
        marks = others if c.taken_away else (*others, c.mark)
        world.calls.put(call.id, replace(call, marks=marks))


def _put_back(world: World, c: ch.CallPutBack) -> None:
    call = world.calls.get(c.call)
    if call is not None:
        waits = replace(
            call, state=CallState.ABANDONED, answered_at=None, answered_by=None, answered_name="",
            ended_at=call.ended_at or c.at,
        )  # fmt: skip
        world.calls.put(call.id, waits)
        leaves(world, call.id, c.at)


def _overflowed(world: World, c: ch.CallOverflowed) -> None:
    call = world.calls.get(c.call)
    if call is not None:
        world.calls.put(call.id, replace(_no_offer(world, call, c.at), room=c.room, came_from=call.room))


RULES: dict[type[Change], Callable[..., None]] = {
    ch.DeskSeated: _seated,
    ch.DeskStateSet: _state_set,
    ch.CallOffered: _offered,
    ch.OfferWithdrawn: _withdrawn,
    ch.CallMarked: _marked,
    ch.CallPutBack: _put_back,
    ch.CallOverflowed: _overflowed,
}
