"""From an arrangement to rectangles: where each pane, seam and tab strip of a page lies. No widgets here."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QRect

from domain.workspace import Part, Slot, Split, Stack

GUTTER = 8
TABS = 32
MOST_OF_ROOM = {Slot.VIDEO: 0.45}
"""What a pane takes at most of the room when it has the size that it wants; others a half."""

_WIDTHS: dict[Slot, tuple[int, int]] = {
    Slot.QUEUE: (360, 272),
    Slot.ALERTS: (360, 272),
    Slot.FORM: (480, 410),
    Slot.BOARD: (860, 600),
    Slot.PENDING: (400, 302),
}
_HEIGHTS: dict[Slot, tuple[int, int]] = {
    Slot.QUEUE: (36 + 5 * 52 + 36, 36 + 4 * 44 + 27),
    Slot.NORMS: (80, 60),
    Slot.DESKS: (36 + 200, 36 + 174),
    Slot.CALLBACKS: (36 + 6 * 32, 36 + 4 * 29),
}
_ANY = (620, 440), (360, 270)
"""Width and height of other panes; each number for the wide window and for the small one."""
_LEAST: dict[Slot, tuple[int, int]] = {
    Slot.FORM: (380, 420),
    Slot.BOARD: (360, 160),
    Slot.WALL: (480, 270),
    Slot.NORMS: (480, 56),
    Slot.DESKS: (300, 120),
    Slot.CALLBACKS: (280, 96),
    Slot.STAFFING: (200, 150),
    Slot.OVERDUE: (200, 120),
    Slot.EXCEPTIONS: (200, 120),
    Slot.COVER: (200, 120),
    Slot.COURSE: (200, 140),
}
_LEAST_OF_ANY = (220, 160)

Path = tuple[int, ...]
Ground = Stack | Split


@dataclass(frozen=True, slots=True)
class Measure:
    """What sizes depend on: the small anatomy, pixels for each pixel of the design, panes that are away."""

    compact: bool = False
    scale: float = 1.0
    away: Collection[Slot] = ()

    def px(self, pixels: float) -> int:
        """Pixels of the design as pixels of the screen."""
        return round(pixels * self.scale)

    @property
    def gap(self) -> int:
        """The gutter."""
        return self.px(GUTTER)


@dataclass(frozen=True, slots=True)
class Seam:
    """What lies between two neighbours of a split; `lengths` of all of its parts that are here, in pixels."""

    path: Path
    first: int
    second: int
    across: bool
    area: QRect
    lengths: dict[int, int] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Strip:
    """Tabs over a place."""

    area: QRect
    panes: tuple[Slot, ...]
    shown: Slot


@dataclass(slots=True)
class Plan:
    """A page laid out."""

    panes: dict[Slot, QRect] = field(default_factory=dict)
    seams: list[Seam] = field(default_factory=list)
    strips: list[Strip] = field(default_factory=list)


def here(stack: Stack, away: Collection[Slot]) -> tuple[Slot, ...]:
    """The panes of a place that are not in a window of their own."""
    return tuple(pane for pane in stack.panes if pane not in away)


def in_front(stack: Stack, away: Collection[Slot]) -> Slot | None:
    """The pane that a place shows."""
    panes = here(stack, away)
    wanted = stack.panes[min(stack.shown, len(stack.panes) - 1)]
    return wanted if wanted in panes else next(iter(panes), None)


def lay(ground: Ground, area: QRect, measure: Measure) -> Plan:
    """Lay a page out on the area inside the outer gutter."""
    plan = Plan()
    if _first(ground, measure.away) is not None:
        _lay(ground, area, measure, (), plan)
    return plan


def _lay(ground: Ground, area: QRect, measure: Measure, path: Path, plan: Plan) -> None:
    if isinstance(ground, Stack):
        _lay_stack(ground, area, measure, plan)
        return
    parts = [(i, part) for i, part in enumerate(ground.parts) if _first(part.of, measure.away) is not None]
    whole = area.width() if ground.across else area.height()
    beside = area.height() if ground.across else area.width()
    lengths = _lengths([part for _, part in parts], whole, beside, ground.across, measure)
    told = dict(zip((i for i, _ in parts), lengths, strict=True))
    at = area.left() if ground.across else area.top()
    for number, ((index, part), length) in enumerate(zip(parts, lengths, strict=True)):
        if ground.across:
            place = QRect(at, area.top(), length, area.height())
            seam = QRect(at + length, area.top(), measure.gap, area.height())
        else:
            place = QRect(area.left(), at, area.width(), length)
            seam = QRect(area.left(), at + length, area.width(), measure.gap)
        _lay(part.of, place, measure, (*path, index), plan)
        at += length + measure.gap
        if number + 1 < len(parts):
            plan.seams.append(Seam(path, index, parts[number + 1][0], ground.across, seam, told))


def _lay_stack(stack: Stack, area: QRect, measure: Measure, plan: Plan) -> None:
    panes, shown = here(stack, measure.away), in_front(stack, measure.away)
    if shown is None:
        return
    if len(panes) > 1:
        height = measure.px(TABS)
        plan.strips.append(Strip(QRect(area.left(), area.top(), area.width(), height), panes, shown))
        area = area.adjusted(0, height, 0, 0)
    plan.panes[shown] = area


def _first(ground: Ground, away: Collection[Slot]) -> Slot | None:
    """The first pane that is here: a place without any takes no room."""
    if isinstance(ground, Stack):
        return in_front(ground, away)
    found = (_first(part.of, away) for part in ground.parts)
    return next((pane for pane in found if pane is not None), None)


# ---- sizes


def ratio(ground: Ground, across: bool, measure: Measure) -> float:
    """How much of a size of the wide window is left in this one, without the scale."""
    if not measure.compact:
        return 1.0
    pane = _first(ground, measure.away) or Slot.MAP
    wide, small = (_WIDTHS if across else _HEIGHTS).get(pane, _ANY[0 if across else 1])
    return small / wide


def least(ground: Ground, across: bool, measure: Measure) -> int:
    """Below this a place is of no use to anybody."""
    if isinstance(ground, Stack):
        panes = here(ground, measure.away)
        sizes = [_LEAST.get(pane, _LEAST_OF_ANY)[0 if across else 1] for pane in panes]
        return measure.px(max(sizes, default=0))
    sizes = [
        least(part.of, across, measure) for part in ground.parts if _first(part.of, measure.away) is not None
    ]
    if ground.across is across:
        return sum(sizes) + measure.gap * max(0, len(sizes) - 1)
    return max(sizes, default=0)


def _wanted(part: Part, whole: int, beside: int, across: bool, measure: Measure) -> int:
    if part.pixels:
        return measure.px(part.pixels * ratio(part.of, across, measure))
    pane = _first(part.of, measure.away) or Slot.MAP
    most = round(whole * MOST_OF_ROOM.get(pane, 0.5))
    if pane is Slot.VIDEO and not across:
        return min(video_height(beside, measure.compact, measure.scale), most)
    wide, small = (_WIDTHS if across else _HEIGHTS).get(pane, _ANY[0 if across else 1])
    return min(measure.px(small if measure.compact else wide), most)


def video_height(width: int, compact: bool, scale: float = 1.0) -> int:
    """Head, four 16:9 tiles side by side with their captions (two of them in the small window)."""
    tiles = 2 if compact else 4
    gaps = (tiles - 1) * round(GUTTER * scale)
    return round(66 * scale) + (width - gaps) * 9 // (16 * tiles)


def _lengths(parts: Sequence[Part], whole: int, beside: int, across: bool, measure: Measure) -> list[int]:
    """Share the room out: sizes first, shares of the rest after; nobody below the least while it fits."""
    room = max(0, whole - measure.gap * (len(parts) - 1))
    low = [min(least(part.of, across, measure), room // len(parts)) for part in parts]
    shares = [part.share for part in parts]
    if not any(shares):
        shares[-1] = 1.0  # somebody must take what is left
    made = [
        0 if share else max(_wanted(part, whole, beside, across, measure), least_of)
        for part, share, least_of in zip(parts, shares, low, strict=True)
    ]
    for_shares = sum(least_of for least_of, share in zip(low, shares, strict=True) if share)
    over = sum(made) - (room - for_shares)
    if over > 0:
        spare = sum(m - least_of for m, least_of in zip(made, low, strict=True) if m) or 1
        made = [
            m - min(m - least_of, -(-over * (m - least_of) // spare)) if m else 0
            for m, least_of in zip(made, low, strict=True)
        ]
    _give_shares(made, shares, low, room - sum(made))
    return made


def _give_shares(made: list[int], shares: list[float], low: list[int], rest: int) -> None:
    open_ones = [i for i, share in enumerate(shares) if share]
    while open_ones:
        total = sum(shares[i] for i in open_ones)
        short = [i for i in open_ones if rest * shares[i] / total < low[i]]
        if not short or len(short) == len(open_ones):
            break
        for i in short:
            made[i] = low[i]
            rest -= low[i]
            open_ones.remove(i)
    total = sum(shares[i] for i in open_ones)
    for i in open_ones[:-1]:
        made[i] = int(rest * shares[i] / total)
    made[open_ones[-1]] = rest - sum(made[i] for i in open_ones[:-1])
