"""Which call rings where: longest waiting first within priority, at the fitting desk idle longest."""

from collections.abc import Iterable, Sequence
from uuid import UUID

import msgspec

from domain.call import Call
from domain.desk import Desk


class Waiting(msgspec.Struct, frozen=True):
    """A call that rings and is offered to nobody. `waited`: seconds, by a clock that nobody sets."""

    call: Call
    waited: float


class Free(msgspec.Struct, frozen=True):
    """A desk that is ready and hears. `idle`: seconds since it last had a call."""

    desk: Desk
    idle: float


def fits(call: Call, desk: Desk) -> bool:
    """Tell whether whoever sits there speaks the caller's language and can do what the call needs.

    An account without languages speaks the room's own.
    """
    speaks = call.language in (desk.languages or ("es",))
    return speaks and set(call.needs) <= set(desk.skills)


def in_order(waiting: Iterable[Waiting]) -> list[Waiting]:
    """Return who is next: the graver first, then who rang first. `waiting` comes as it rang."""
    return sorted(waiting, key=lambda one: one.call.priority)


def plan(
    waiting: Sequence[Waiting], free: Iterable[Free], seated: Iterable[Desk], unfit_after: float
) -> list[tuple[UUID, UUID]]:
    """Return (call, desk) of what rings where now; no call and no desk is named twice.

    A call that nobody at work fits, or that has waited `unfit_after` seconds for somebody who does, goes to
    anybody: an answer in the wrong language is better than none.
    """
    left, staff = list(free), list(seated)
    made: list[tuple[UUID, UUID]] = []
    fitting: dict[tuple[str, tuple[str, ...]], bool] = {}
    """Whether anybody at work fits calls of this kind: thousands may ring, of few kinds."""
    nobody: set[tuple[str, tuple[str, ...]]] = set()
    for one in in_order(waiting):
        if not left:
            break
        call, kind = one.call, (one.call.language, one.call.needs)
        if kind not in fitting:
            fitting[kind] = any(fits(call, desk) for desk in staff)
        able = [desk for desk in left if fits(call, desk.desk)] if kind not in nobody else []
        if not able:
            nobody.add(kind)  # desks only get fewer
        anybody = one.waited >= unfit_after or not fitting[kind]
        choice = able or (left if anybody else [])
        if choice:
            # Who can do more is kept for the calls that need it.
            best = min(choice, key=lambda desk: (_spare(call, desk.desk), -desk.idle))
            left.remove(best)
            made.append((call.id, best.desk.id))
    return made


def _spare(call: Call, desk: Desk) -> int:
    return len(set(desk.skills) - set(call.needs)) + len(set(desk.languages) - {call.language})
