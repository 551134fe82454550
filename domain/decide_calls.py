"""The rules of calls."""

from collections.abc import Callable

from domain.call import LONGEST_LEAP, TRANSITIONS, CallState, Disposition
from domain.callers import knowledge_of, unanswered_of
from domain.changes import (
    AnyChange,
    CallAbandoned,
    CallAnswered,
    CallClosed,
    CallEnded,
    CallHandedOver,
    CallRang,
    DraftSaved,
)
from domain.commands import AnswerCall, CloseCall, Command, EndCall, HandOverCall, RingCall, SaveDraft
from domain.context import Context
from domain.decide_queue import room_of
from domain.guards import allowed, follows, found, told
from domain.numbering import next_short
from domain.refusal import Refused
from domain.roles import Action
from domain.world import World


def ring(world: World, command: RingCall, context: Context) -> list[AnyChange]:
    """A call rings once, however often its source repeats it."""
    allowed(context, Action.REPORT, command.room, None, context.actor.exercise)
    if world.calls.get(command.call) is not None:
        return []
    exercise = context.actor.exercise
    marks, repeats, nuisance = knowledge_of(world, command.number, exercise, context.now)
    rang = CallRang(
        at=context.now,
        call=command.call,
        short=next_short(world, context),
        room=command.room,
        reported_at=command.at,
        number=command.number,
        line=command.line,
        caller=command.caller,
        address=command.address,
        location=command.location,
        hint=command.hint,
        area=command.area,
        language=command.language,
        needs=command.needs,
        priority=command.priority,
        marks=marks,
        repeats=repeats,
        nuisance=nuisance,
        provided=command.provided,
        exercise=context.actor.exercise,
    )
    return [rang]


def end(world: World, command: EndCall, context: Context) -> list[AnyChange]:
    """A closed line abandons a ringing call and ends an answered one; later reports change nothing."""
    call = found(world.calls, command.call, "call")
    allowed(context, Action.REPORT, call.room, None, call.exercise)
    if call.state is CallState.RINGING:
        return [CallAbandoned(at=context.now, call=call.id)]
    if call.state is CallState.ANSWERED:
        return [CallEnded(at=context.now, call=call.id)]
    return []


def answer(world: World, command: AnswerCall, context: Context) -> list[AnyChange]:
    """The first desk to answer has the call, whoever it was offered to; the others are told who was faster.

    Who speaks to a caller has answered all of the caller's other calls that nobody had.
    """
    call = found(world.calls, command.call, "call")
    room = room_of(call, context)
    allowed(context, Action.ANSWER_CALL, room, None, call.exercise)
    operator = context.actor.operator
    if operator is None:
        raise Refused("forbidden", action=Action.ANSWER_CALL.value)
    if call.state is CallState.ANSWERED:
        if call.answered_by == operator.id:
            return []
        raise Refused("call.taken", by=call.answered_name, **told(since=call.answered_at))
    follows(TRANSITIONS, call.state, CallState.ANSWERED, "call", by=call.closed_by, since=call.closed_at)
    answered = CallAnswered(
        at=context.now,
        call=call.id,
        operator=operator.id,
        operator_name=operator.name,
        workstation=context.actor.workstation,
        called_back=call.state is CallState.ABANDONED,
        room=room if room != call.room else None,
    )
    settled = [
        CallClosed(at=context.now, call=other.id, disposition=Disposition.CALLED_BACK, by=operator.name)
        for other in unanswered_of(world, call)
    ]
    return [answered, *settled]


def hand_over(world: World, command: HandOverCall, context: Context) -> list[AnyChange]:
    """An open call goes to whoever relieved its operator and may answer calls; a settled one stays."""
    call = found(world.calls, command.call, "call")
    allowed(context, Action.ANSWER_CALL, call.room, None, call.exercise)
    operator = context.actor.operator
    if operator is None:
        raise Refused("forbidden", action=Action.ANSWER_CALL.value)
    if call.answered_by == operator.id:
        return []
    if call.state not in (CallState.ANSWERED, CallState.ENDED):
        raise Refused("call.state")
    if call.answered_by != command.relieved:
        raise Refused("call.taken", by=call.answered_name)
    handed = CallHandedOver(
        at=context.now,
        call=call.id,
        operator=operator.id,
        operator_name=operator.name,
        relieved=command.relieved,
        workstation=context.actor.workstation,
    )
    return [handed]


def save(world: World, command: SaveDraft, context: Context) -> list[AnyChange]:
    """Typing is kept in every state but closed, from whoever may answer: no honest keystroke is refused."""
    call = found(world.calls, command.call, "call")
    allowed(context, Action.ANSWER_CALL, call.room, None, call.exercise)
    if call.state is CallState.CLOSED:
        raise Refused("call.closed", short=call.short, **told(by=call.closed_by, since=call.closed_at))
    operator = context.actor.operator
    if command.local and operator is not None and call.answered_by not in (None, operator.id):
        # Two desks wrote without the server: the form is whose call it is, the other text is kept apart.
        raise Refused("call.taken", by=call.answered_name, **told(since=call.answered_at))
    if command.draft.revision <= call.draft.revision:
        return []
    if command.draft.revision > call.draft.revision + LONGEST_LEAP:
        raise Refused("call.wild_revision", short=call.short)
    return [DraftSaved(at=context.now, call=call.id, draft=command.draft)]


def close(world: World, command: CloseCall, context: Context) -> list[AnyChange]:
    """A call is settled once; `incident` is said only by making one."""
    call = found(world.calls, command.call, "call")
    allowed(context, Action.CLOSE_CALL, call.room, None, call.exercise)
    follows(TRANSITIONS, call.state, CallState.CLOSED, "call", by=call.closed_by, since=call.closed_at)
    if command.disposition is Disposition.INCIDENT and call.incident is None:
        raise Refused("call.no_incident", short=call.short)
    by = context.actor.shown
    return [
        CallClosed(
            at=context.now, call=call.id, disposition=command.disposition, incident=call.incident, by=by
        )
    ]


RULES: dict[type[Command], Callable[..., list[AnyChange]]] = {
    RingCall: ring,
    EndCall: end,
    AnswerCall: answer,
    HandOverCall: hand_over,
    SaveDraft: save,
    CloseCall: close,
}
