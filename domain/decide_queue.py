"""The rules of the queue: who is offered what, and what a person may say of their own desk."""

from collections.abc import Callable, Iterable

from domain.call import Call, CallMark, CallState
from domain.changes import AnyChange
from domain.command import Command
from domain.context import Context
from domain.desk import BY_HAND, AwayReason, Desk, DeskState, desk_id
from domain.guards import allowed, found
from domain.people import Role
from domain.queue_changes import (
    CallMarked,
    CallOffered,
    CallOverflowed,
    CallPutBack,
    DeskSeated,
    DeskStateSet,
    OfferWithdrawn,
)
from domain.queue_orders import (
    LoseDesk,
    MarkCall,
    OfferCall,
    OverflowCall,
    PutBackCall,
    SeatDesk,
    SetDeskState,
    WithdrawOffer,
)
from domain.refusal import Refused
from domain.roles import Action, may, permits
from domain.words import RoomName
from domain.world import World

_BY_HAND = (DeskState.READY, DeskState.WRAP_UP, DeskState.AWAY)
_IN_HAND = (CallState.ANSWERED, CallState.ENDED)


def room_of(call: Call, context: Context) -> RoomName:
    """Return the room that a call is in for this person: one that flowed over is in both."""
    operator = context.actor.operator
    return call.came_from if operator and call.came_from == operator.room else call.room


def set_state(world: World, command: SetDeskState, context: Context) -> list[AnyChange]:
    """A person speaks for the desk they sit at, and for no other; the state of a call in hand stays true."""
    desk = world.desks.get(desk_id(context.actor.workstation or ""))
    operator = context.actor.operator
    if desk is None or operator is None or desk.operator != operator.id:
        raise Refused("desk.not_seated")
    allowed(context, Action.ANSWER_CALL, desk.room, None, desk.exercise)
    reason = command.reason if command.state is DeskState.AWAY else None
    if command.state not in _BY_HAND:
        raise Refused("desk.state", wanted=command.state.value)
    if command.state is DeskState.AWAY and reason not in BY_HAND:
        raise Refused("desk.reason", reason=reason or "")
    in_hand = desk.state is DeskState.ON_CALL or (desk.state is DeskState.WRAP_UP and desk.call is not None)
    if in_hand and not (desk.state is DeskState.WRAP_UP and command.state is DeskState.READY):
        same = (desk.then or DeskState.READY, desk.then_reason) == (command.state, reason)
        return [] if same else [_set(desk, command.state, reason, context, after=True)]
    if (desk.state, desk.reason) == (command.state, reason):
        return []
    if desk.state is DeskState.RINGING and command.state is DeskState.READY:
        return []
    return [*_withdrawn(world, desk, context), _set(desk, command.state, reason, context)]


def seat(world: World, command: SeatDesk, context: Context) -> list[AnyChange]:
    """Who may answer calls is ready from the moment they sit down; a supervisor only after saying so."""
    place, operator = command.workstation, command.operator
    room = operator.room if operator is not None else place.room
    allowed(context, Action.REPORT, room, None, context.actor.exercise)
    key = desk_id(place.id)
    desk = world.desks.get(key)
    if operator is not None and not may(operator, Action.ANSWER_CALL):
        operator = None
    if operator is None:
        if desk is None or desk.state is DeskState.EMPTY:
            return []
        empty = _seated(command, desk.room, DeskState.EMPTY, context)
        return [*_withdrawn(world, desk, context), empty]
    if desk is not None and desk.operator == operator.id and desk.state is not DeskState.EMPTY:
        back = desk.state is DeskState.AWAY and desk.reason == AwayReason.LINE_LOST
        return [_set(desk, DeskState.READY, None, context)] if back else []
    taken = {
        call
        for other in world.desks.values()
        if other.operator == operator.id and other.id != key and other.state is not DeskState.EMPTY
        for call in other.held
    }
    held = [
        call.id
        for state in _IN_HAND
        for call in world.calls.standing(state)
        if call.answered_by == operator.id and call.id not in taken
    ]
    supervises = operator.role is Role.SUPERVISOR
    state = DeskState.AWAY if supervises else DeskState.READY
    reason = AwayReason.SUPERVISING.value if supervises else None
    before = _withdrawn(world, desk, context) if desk is not None else []
    return [*before, _seated(command, room, state, context, reason=reason, held=tuple(held))]


def lose(world: World, command: LoseDesk, context: Context) -> list[AnyChange]:
    """A desk that hears nothing is offered nothing; whoever speaks there, or pauses, goes on."""
    desk = found(world.desks, command.desk, "desk")
    allowed(context, Action.REPORT, desk.room, None, desk.exercise)
    if desk.state not in (DeskState.READY, DeskState.RINGING):
        return []
    lost = _set(desk, DeskState.AWAY, AwayReason.LINE_LOST.value, context)
    return [*_withdrawn(world, desk, context), lost]


def offer(world: World, command: OfferCall, context: Context) -> list[AnyChange]:
    """A call rings at one desk at a time, and a desk rings for one call; what has moved on is left alone."""
    call, desk = found(world.calls, command.call, "call"), found(world.desks, command.desk, "desk")
    allowed(context, Action.REPORT, call.room, None, call.exercise)
    waits = call.state is CallState.RINGING and call.offered_to is None
    free = desk.state is DeskState.READY and desk.room == call.room and desk.exercise == call.exercise
    if not waits or not free:
        return []
    return [CallOffered(at=context.now, call=call.id, desk=desk.id, until=command.until)]


def withdraw(world: World, command: WithdrawOffer, context: Context) -> list[AnyChange]:
    """Only the offer that is meant: the call may ring at another desk by now."""
    call = found(world.calls, command.call, "call")
    allowed(context, Action.REPORT, call.room, None, call.exercise)
    if call.offered_to != command.desk:
        return []
    missed = command.missed
    return [OfferWithdrawn(at=context.now, call=call.id, desk=command.desk, missed=missed)]


def mark(world: World, command: MarkCall, context: Context) -> list[AnyChange]:
    """A mark informs; it settles nothing, and a repeated caller is found by the writer alone."""
    call = found(world.calls, command.call, "call")
    allowed(context, Action.ANSWER_CALL, room_of(call, context), None, call.exercise)
    if command.mark is CallMark.REPEAT:
        raise Refused("call.mark", mark=command.mark.value)
    if (command.mark in call.marks) is not command.taken_away:
        return []
    by = context.actor.shown
    return [CallMarked(at=context.now, call=call.id, mark=command.mark, by=by, taken_away=command.taken_away)]


def put_back(world: World, command: PutBackCall, context: Context) -> list[AnyChange]:
    """Only a call that was called back, by who called it: a caller who got through is not put back."""
    call = found(world.calls, command.call, "call")
    allowed(context, Action.ANSWER_CALL, room_of(call, context), None, call.exercise)
    operator = context.actor.operator
    if call.state is CallState.ABANDONED:
        return []
    if call.state not in _IN_HAND or not call.call_backs or call.incident is not None:
        raise Refused("call.not_called_back", short=call.short)
    if operator is None or call.answered_by != operator.id:
        raise Refused("call.taken", by=call.answered_name)
    return [CallPutBack(at=context.now, call=call.id, by=context.actor.shown)]


def overflow(world: World, command: OverflowCall, context: Context) -> list[AnyChange]:
    """A call flows over once, to a room where a desk is ready; it never comes back and forth."""
    call = found(world.calls, command.call, "call")
    action = Action.REPORT if context.actor.operator is None else Action.OVERFLOW_CALL
    allowed(context, action, call.room, None, call.exercise)
    if call.state is not CallState.RINGING:
        raise Refused("call.state", now=call.state.value, wanted=CallState.RINGING.value)
    if call.came_from is not None or command.room == call.room:
        raise Refused("call.overflowed", short=call.short, room=call.room)
    ready = any(
        desk.room == command.room and desk.state is DeskState.READY and desk.exercise == call.exercise
        for desk in world.desks.values()
    )
    if not ready:
        raise Refused("queue.nobody_ready", room=command.room)
    return [CallOverflowed(at=context.now, call=call.id, room=command.room, by=context.actor.shown)]


def may_overflow(context: Context, call: Call) -> bool:
    """Tell whether this person may give the call to another room."""
    return permits(context.actor, Action.OVERFLOW_CALL, call.room, None, call.exercise)


def _set(
    desk: Desk, state: DeskState, reason: str | None, context: Context, *, after: bool = False
) -> DeskStateSet:
    return DeskStateSet(at=context.now, desk=desk.id, state=state, reason=reason, after=after)


def _withdrawn(world: World, desk: Desk, context: Context) -> Iterable[AnyChange]:
    call = world.calls.get(desk.call) if desk.state is DeskState.RINGING and desk.call is not None else None
    if call is None or call.offered_to != desk.id:
        return []
    return [OfferWithdrawn(at=context.now, call=call.id, desk=desk.id)]


def _seated(
    command: SeatDesk, room: RoomName, state: DeskState, context: Context, **more: object
) -> DeskSeated:
    operator = command.operator if state is not DeskState.EMPTY else None
    return DeskSeated(
        at=context.now,
        desk=desk_id(command.workstation.id),
        workstation=command.workstation.id,
        label=command.workstation.desk,
        room=room,
        state=state,
        operator=operator.id if operator is not None else None,
        operator_name=operator.name if operator is not None else "",
        skills=command.skills if operator is not None else (),
        languages=command.languages if operator is not None else (),
        exercise=context.actor.exercise,
        **more,  # type: ignore[arg-type]
    )


RULES: dict[type[Command], Callable[..., list[AnyChange]]] = {
    SetDeskState: set_state,
    SeatDesk: seat,
    LoseDesk: lose,
    OfferCall: offer,
    WithdrawOffer: withdraw,
    MarkCall: mark,
    PutBackCall: put_back,
    OverflowCall: overflow,
}
