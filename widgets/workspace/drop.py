"""Where a pane that is being moved would come to lie, and the words that say so before it does."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QPoint, QRect

from domain.workspace import Slot
from widgets.workspace.plan import Plan
from widgets.workspace.tree import Side

EDGE = 0.28
"""How near the edge of a pane, as a share of it, means beside it and not into its tabs."""


@dataclass(frozen=True, slots=True)
class Target:
    """A place beside a pane or in its tabs; without a pane, a window of its own."""

    pane: Slot | None
    side: Side = Side.TABS
    area: QRect = field(default_factory=QRect)


def target_at(plan: Plan, ground: QRect, at: QPoint, moving: Slot) -> Target | None:
    """Return what lies under the pointer; None where the pane would stay as it is."""
    if not ground.contains(at):
        return Target(None)
    for pane, area in plan.panes.items():
        if area.contains(at) and pane is not moving:
            return target(pane, _side(area, at), area)
    return None


def target(pane: Slot, side: Side, area: QRect) -> Target:
    """The half of a pane's area at a side of it, all of it for its tabs."""
    wide, high = area.width() // 2, area.height() // 2
    half = {
        Side.LEFT: area.adjusted(0, 0, -wide, 0),
        Side.RIGHT: area.adjusted(wide, 0, 0, 0),
        Side.ABOVE: area.adjusted(0, 0, 0, -high),
        Side.BELOW: area.adjusted(0, high, 0, 0),
        Side.TABS: area,
    }[side]
    return Target(pane, side, half)


def _side(area: QRect, at: QPoint) -> Side:
    x = (at.x() - area.left()) / max(1, area.width())
    y = (at.y() - area.top()) / max(1, area.height())
    near = {Side.LEFT: x, Side.RIGHT: 1 - x, Side.ABOVE: y, Side.BELOW: 1 - y}
    side = min(near, key=lambda one: near[one])
    return side if near[side] < EDGE else Side.TABS


def neighbour(plan: Plan, of: Slot, side: Side) -> Slot | None:
    """The pane that lies nearest to another one at a side of it."""
    area = plan.panes.get(of)
    if area is None:
        return next(iter(plan.panes), None)
    best: tuple[int, Slot] | None = None
    for pane, other in plan.panes.items():
        away = {
            Side.LEFT: area.left() - other.right(),
            Side.RIGHT: other.left() - area.right(),
            Side.ABOVE: area.top() - other.bottom(),
            Side.BELOW: other.top() - area.bottom(),
        }.get(side, -1)
        if pane is of or away < 0:
            continue
        off = other.center() - area.center()
        along = abs(off.y()) if side in (Side.LEFT, Side.RIGHT) else abs(off.x())
        if best is None or away * 4 + along < best[0]:
            best = (away * 4 + along, pane)
    return best[1] if best else None


def words(aim: Target | None, title: str, screen: str = "") -> tuple[str, str]:
    """What letting go would do, and at whose cost."""
    translate = QCoreApplication.translate
    if aim is None:
        return translate("workspace", "Queda donde está"), ""
    if aim.pane is None:
        say = translate("workspace", "Soltar: en ventana aparte")
        return say, translate("workspace", "pantalla {name}").format(name=screen) if screen else ""
    say = {
        Side.LEFT: translate("workspace", "Soltar: a la izquierda de {pane}"),
        Side.RIGHT: translate("workspace", "Soltar: a la derecha de {pane}"),
        Side.ABOVE: translate("workspace", "Soltar: arriba de {pane}"),
        Side.BELOW: translate("workspace", "Soltar: abajo de {pane}"),
        Side.TABS: translate("workspace", "Soltar: en pestañas con {pane}"),
    }[aim.side].format(pane=title)
    if aim.side is Side.TABS:
        return say, translate("workspace", "{pane} queda detrás").format(pane=title)
    return say, translate("workspace", "{pane} cede la mitad").format(pane=title)


def key_of(aim: Target | None) -> str:
    """The key that aims there while a pane is moved by keyboard."""
    if aim is None:
        return "Esc"
    if aim.pane is None:
        return "V"
    arrows = {Side.LEFT: "←", Side.RIGHT: "→", Side.ABOVE: "↑", Side.BELOW: "↓", Side.TABS: "T"}
    return arrows[aim.side]
