"""What the room knows of a caller's number: repeated calls, nuisance calls, calls that nobody answered."""

from collections.abc import Iterable

from domain.call import Call, CallMark, CallState, Disposition
from domain.clock import MINUTE, Micros
from domain.words import RoomName
from domain.world import World

REPEATED_WITHIN: Micros = 10 * MINUTE
"""A number that rings again so soon is marked: the same event, or a line that drops."""
NUISANCE = frozenset({Disposition.PRANK, Disposition.SILENT, Disposition.ERROR})
PRANK_FROM = 3
"""So many nuisance calls, and no real one, mark a number. It still rings, and no later than any other."""


def knowledge_of(
    world: World, number: str, exercise: bool, now: Micros
) -> tuple[tuple[CallMark, ...], int, int]:
    """Return (marks, repeats, nuisance) of a call from this number that rings now.

    A hidden number is nobody's: two of them have nothing in common.
    """
    if not number:
        return (), 0, 0
    before = world.calls.of_number(number, exercise)
    # To either side: a clock that was set back must not hide who called a minute ago.
    repeats = sum(abs(now - call.ringing_at) <= REPEATED_WITHIN for call in before)
    nuisance = sum(_is_nuisance(call) for call in before)
    real = any(call.incident is not None for call in before)
    marks: list[CallMark] = []
    if repeats:
        marks.append(CallMark.REPEAT)
    if nuisance >= PRANK_FROM and not real:
        marks.append(CallMark.PRANK)
    return tuple(marks), repeats, nuisance


def unanswered_of(world: World, call: Call) -> Iterable[Call]:
    """Return the other calls of the same caller that nobody answered: speaking to them settles all."""
    for other in world.calls.of_number(call.number, call.exercise) if call.number else ():
        same = other.id != call.id and _room(other) & _room(call)
        if same and other.state is CallState.ABANDONED:
            yield other


def _is_nuisance(call: Call) -> bool:
    by_hand = CallMark.PRANK in call.marks and call.disposition is not None and not call.nuisance
    return call.disposition in NUISANCE or by_hand


def _room(call: Call) -> set[RoomName]:
    return {call.room} | ({call.came_from} if call.came_from else set())
