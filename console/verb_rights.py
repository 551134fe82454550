"""Which verbs are for whom: what a person has nothing to do with is neither offered nor in the help."""

from __future__ import annotations

from console import verbs
from domain.people import Operator
from domain.roles import Action, may

NEEDS: dict[str, Action] = {
    verbs.ANSWER: Action.ANSWER_CALL,
    verbs.PLACE: Action.ANSWER_CALL,
    **dict.fromkeys((verbs.READY, verbs.PAUSE, verbs.WRAP_UP), Action.ANSWER_CALL),
    **dict.fromkeys((verbs.CALL_BACK, verbs.UNREACHED, verbs.MARK), Action.ANSWER_CALL),
    verbs.OVERFLOW: Action.OVERFLOW_CALL,
    verbs.TAKE: Action.ACKNOWLEDGE_ALERT,
    verbs.SHELVE: Action.SHELVE_ALERT,
    verbs.SHOW: Action.SEE_UNITS,
    verbs.DISPATCH: Action.DISPATCH_UNIT,
    verbs.STATUS: Action.SET_UNIT_STATUS,
    verbs.SAFE: Action.SET_UNIT_STATUS,
    **dict.fromkeys(
        (verbs.STACK, verbs.UNSTACK, verbs.EXCHANGE, verbs.PREEMPT, verbs.RECOMMEND),
        Action.DISPATCH_UNIT,
    ),
    verbs.OVERRIDE: Action.OVERRIDE_DISPATCH,
    verbs.ASSUME: Action.WORK_TASK,
    verbs.REOPEN: Action.REOPEN_INCIDENT,
    verbs.NOTE: Action.NOTE_INCIDENT,
    **dict.fromkeys((verbs.CHOOSE, verbs.TIME_LINE, verbs.EXPLAIN), Action.SEE_INCIDENTS),
    **dict.fromkeys((verbs.PRIORITY, verbs.ALARM, verbs.REQUEST), Action.CHANGE_INCIDENT),
    **dict.fromkeys((verbs.LINK, verbs.UNLINK), Action.CREATE_INCIDENT),
    verbs.LOOK_UP: Action.SEE_INCIDENTS,
    **dict.fromkeys((verbs.BOLO, verbs.CANCEL_BOLO), Action.ISSUE_BOLO),
    verbs.LOG: Action.WRITE_LOG,
    verbs.HANDOVER: Action.HAND_OVER,
}
"""The right without which a verb is of no use; those that are not named here are about the desk itself."""

EITHER: dict[str, tuple[Action, ...]] = {verbs.CLOSE: (Action.CLOSE_CALL, Action.CLOSE_INCIDENT)}
"""Verbs for which one of several rights is enough."""


def may_use(operator: Operator, verb: str) -> bool:
    """Tell whether a person has anything to do with a verb; the writer still decides on each thing."""
    if verb in EITHER:
        return any(may(operator, action) for action in EITHER[verb])
    needed = NEEDS.get(verb)
    return needed is None or may(operator, needed)
