"""How each role finds a desk that nobody has arranged yet."""

from __future__ import annotations

from domain.people import Role
from domain.workspace import Float, Layout, Page, PagePlan, Part, Slot, Split, Stack

SIDE = 360
FORM = 480
BOARD = 860
PENDING = 400
WATCH = 356

Ground = Stack | Split


def one(*panes: Slot) -> Stack:
    """A place of its own; several panes share it behind tabs."""
    return Stack(panes=panes)


def wants(of: Ground) -> Part:
    """As large as its pane likes to be."""
    return Part(of=of)


def fixed(pixels: int, of: Ground) -> Part:
    """A size that a wider window does not change."""
    return Part(of=of, pixels=pixels)


def rest(of: Ground, share: float = 1.0) -> Part:
    """A share of what the others leave."""
    return Part(of=of, share=share)


def row(*parts: Part) -> Split:
    """Side by side."""
    return Split(parts=parts)


def column(*parts: Part) -> Split:
    """One above the other."""
    return Split(parts=parts, across=False)


_CALLS = fixed(SIDE, column(wants(one(Slot.QUEUE)), rest(one(Slot.ALERTS))))
_WORK = fixed(PENDING, column(rest(one(Slot.PENDING), 1.6), rest(one(Slot.ALERTS))))
_WATCH = fixed(WATCH, column(rest(one(Slot.MAP), 0.8), rest(one(Slot.ALERTS))))
_SEEN = rest(column(rest(one(Slot.MAP)), wants(one(Slot.VIDEO))))

_CALL = PagePlan(page=Page.CALL, ground=row(_CALLS, fixed(FORM, one(Slot.FORM)), _SEEN))
_UNITS = PagePlan(
    page=Page.UNITS,
    ground=row(_CALLS, fixed(BOARD, one(Slot.BOARD, Slot.PENDING)), rest(one(Slot.MAP))),
)
_MAP = PagePlan(page=Page.MAP, ground=row(_CALLS, rest(one(Slot.MAP))))
_VIDEO = PagePlan(page=Page.VIDEO, ground=row(_CALLS, rest(one(Slot.VIDEO))))
_WALL = PagePlan(page=Page.WALL, ground=one(Slot.WALL))

_DISPATCH = PagePlan(
    page=Page.UNITS,
    ground=row(
        fixed(PENDING, column(rest(one(Slot.PENDING), 2.6), rest(one(Slot.ALERTS)))),
        rest(one(Slot.BOARD), 0.87),
        rest(column(rest(one(Slot.DISPATCH), 2.1), rest(one(Slot.TIME_LINE))), 0.62),
    ),
)
_SHIFT = PagePlan(
    page=Page.SHIFT,
    ground=row(rest(one(Slot.BOLOS)), rest(one(Slot.LOG), 1.2), rest(one(Slot.HANDOVER), 1.2)),
)
_HEALTH = PagePlan(
    page=Page.HEALTH,
    ground=column(
        wants(one(Slot.NORMS)),
        rest(
            row(
                rest(
                    column(
                        rest(one(Slot.SECONDS), 1.45),
                        rest(row(rest(one(Slot.PERCENTILES), 1.5), rest(one(Slot.COURSE)))),
                    ),
                    1.56,
                ),
                rest(
                    column(
                        wants(one(Slot.DESKS)),
                        wants(one(Slot.CALLBACKS)),
                        rest(
                            row(
                                rest(one(Slot.STAFFING), 0.8),
                                rest(one(Slot.OVERDUE, Slot.EXCEPTIONS, Slot.COVER)),
                            )
                        ),
                    )
                ),
            )
        ),
    ),
)

_PAGES: dict[Role, tuple[PagePlan, ...]] = {
    Role.CALL_TAKER: (_CALL, _UNITS, _MAP, _VIDEO),
    Role.DISPATCHER: (
        _DISPATCH,
        PagePlan(page=Page.MAP, ground=row(_WORK, rest(one(Slot.MAP)))),
        PagePlan(page=Page.VIDEO, ground=row(_WORK, rest(one(Slot.VIDEO)))),
        _CALL,
        _SHIFT,
    ),
    Role.VIDEO_OPERATOR: (
        PagePlan(page=Page.VIDEO, ground=row(_WATCH, rest(one(Slot.VIDEO)))),
        PagePlan(page=Page.MAP, ground=row(fixed(WATCH, one(Slot.ALERTS)), rest(one(Slot.MAP)))),
        PagePlan(
            page=Page.UNITS,
            ground=row(fixed(WATCH, one(Slot.ALERTS)), fixed(BOARD, one(Slot.BOARD)), rest(one(Slot.MAP))),
        ),
    ),
    Role.SUPERVISOR: (_HEALTH, _DISPATCH, _CALL, _MAP, _VIDEO, _WALL, _SHIFT),
}


def default_layout(role: Role, second_screen: str = "") -> Layout:
    """Return a role's arrangement; a supervisor's wall stands on the second screen, where there is one."""
    pages = _PAGES.get(role, _PAGES[Role.CALL_TAKER])
    floats: tuple[Float, ...] = ()
    if role is Role.SUPERVISOR and second_screen:
        floats = (Float(pane=Slot.WALL, screen=second_screen, full=True),)
    return Layout(role=role, opens=pages[0].page, pages=pages, floats=floats)
