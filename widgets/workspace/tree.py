"""What can be done to an arrangement: each act returns a new one, and a pane is nowhere twice on a page."""

from __future__ import annotations

from enum import StrEnum

from msgspec.structs import replace

from domain.workspace import (
    DEEPEST,
    Float,
    Layout,
    Page,
    PagePlan,
    Part,
    Slot,
    Split,
    Stack,
    panes_of,
    stacks,
)
from widgets.workspace.plan import Measure, Path, Seam, ratio

Ground = Stack | Split


class Side(StrEnum):
    """Where a pane goes, seen from another one."""

    LEFT = "left"
    RIGHT = "right"
    ABOVE = "above"
    BELOW = "below"
    TABS = "tabs"


def page_of(layout: Layout, page: Page) -> PagePlan | None:
    """The plan of a page."""
    return next((plan for plan in layout.pages if plan.page is page), None)


def with_ground(layout: Layout, page: Page, ground: Ground) -> Layout:
    """The layout with another ground on a page."""
    pages = tuple(replace(plan, ground=ground) if plan.page is page else plan for plan in layout.pages)
    return replace(layout, pages=pages)


def without(ground: Ground, pane: Slot) -> Ground | None:
    """A ground without a pane, its neighbours taking the room; None when nothing is left."""
    if isinstance(ground, Stack):
        panes = tuple(one for one in ground.panes if one is not pane)
        if not panes:
            return None
        front = ground.panes[min(ground.shown, len(ground.panes) - 1)]
        return Stack(panes=panes, shown=panes.index(front) if front in panes else 0)
    parts = []
    for part in ground.parts:
        left = without(part.of, pane)
        if left is not None:
            parts.append(replace(part, of=left))
    if len(parts) < 2:
        return parts[0].of if parts else None
    return replace(ground, parts=tuple(parts))


def beside(ground: Ground, target: Slot, pane: Slot, side: Side) -> Ground:
    """A ground with `pane` at a side of `target`'s place, of which each takes a half; or in its tabs."""
    bare = without(ground, pane)
    if bare is None or target is pane:
        return ground
    made = _put(bare, target, pane, side)
    deep = max(depth for _, depth in stacks(made))
    return made if deep <= DEEPEST else ground


def _put(ground: Ground, target: Slot, pane: Slot, side: Side) -> Ground:
    if isinstance(ground, Stack):
        if target not in ground.panes:
            return ground
        if side is Side.TABS:
            panes = (*ground.panes, pane)
            return Stack(panes=panes, shown=len(panes) - 1) if len(panes) <= 8 else ground
        pair = (Part(of=ground, share=1.0), Part(of=Stack(panes=(pane,)), share=1.0))
        if side in (Side.LEFT, Side.ABOVE):
            pair = pair[::-1]
        return Split(parts=pair, across=side in (Side.LEFT, Side.RIGHT))
    return replace(
        ground, parts=tuple(replace(part, of=_put(part.of, target, pane, side)) for part in ground.parts)
    )


def turned_to(ground: Ground, pane: Slot) -> Ground:
    """A ground whose tabs show this pane."""
    if isinstance(ground, Stack):
        return replace(ground, shown=ground.panes.index(pane)) if pane in ground.panes else ground
    return replace(ground, parts=tuple(replace(part, of=turned_to(part.of, pane)) for part in ground.parts))


def resized(ground: Ground, seam: Seam, delta: int, measure: Measure) -> Ground:
    """A ground whose seam was moved by `delta` pixels of the screen."""
    lengths = dict(seam.lengths)
    lengths[seam.first] += delta
    lengths[seam.second] -= delta
    return _resize(ground, seam.path, seam, lengths, measure)


def _resize(ground: Ground, path: Path, seam: Seam, lengths: dict[int, int], measure: Measure) -> Ground:
    assert isinstance(ground, Split), "a seam lies in a split"
    parts = list(ground.parts)
    if path:
        inner = _resize(parts[path[0]].of, path[1:], seam, lengths, measure)
        parts[path[0]] = replace(parts[path[0]], of=inner)
        return replace(ground, parts=tuple(parts))
    sharing = [i for i in lengths if parts[i].share]
    before = sum(seam.lengths[i] for i in sharing) or 1
    unit = sum(parts[i].share for i in sharing) / before
    for i in lengths:
        if parts[i].share:
            parts[i] = replace(parts[i], share=max(0.001, round(lengths[i] * unit, 4)))
        elif i in (seam.first, seam.second) and (
            sharing or i != max(lengths)
        ):  # else the last takes the rest
            size = lengths[i] / measure.scale / ratio(parts[i].of, seam.across, measure)
            parts[i] = replace(parts[i], pixels=max(1, round(size)))
    return replace(ground, parts=tuple(parts))


def floated(layout: Layout, window: Float) -> Layout:
    """The layout with a pane in a window of its own; its place on the pages waits for it."""
    others = tuple(one for one in layout.floats if one.pane is not window.pane)
    return replace(layout, floats=(*others, window))


def home(layout: Layout, pane: Slot) -> Layout:
    """The layout with a pane back on its pages."""
    return replace(layout, floats=tuple(one for one in layout.floats if one.pane is not pane))


def homes(layout: Layout, pane: Slot) -> list[Page]:
    """The pages on which a pane has a place."""
    return [plan.page for plan in layout.pages if pane in panes_of(plan.ground)]
