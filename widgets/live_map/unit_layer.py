"""Units on the map: which are in view, how sure each is, and their symbols."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QPainter

from domain.clock import SECOND, Micros
from domain.unit import COMMITTED
from widgets.live_map.atlas import HEADINGS, Atlas, Face
from widgets.live_map.fragments import Fragments
from widgets.live_map.unit_table import LOST_S, STALE_S, STATES, FixFlag, UnitTable
from widgets.live_map.view import MapView
from widgets.look import Look

LARGE, SMALL = 24, 16
CROWD = 2000
"""From so many units in view on, symbols are small."""

CLOSE_ZOOM = 13.0
"""Below this zoom symbols are small as well: the whole city is some 600 pixels wide there."""

WEIGHT = np.array([2 if status in COMMITTED else 1 for status in STATES], dtype=np.int8)
"""By state: the committed are drawn over the others and named before them."""

_HATCHED = int(FixFlag.DOUBTFUL | FixFlag.QUARANTINED)


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """Units in view from the lowest drawn to the highest: table rows, pixels, ages in seconds, faces."""

    row: NDArray[np.intp]
    px: NDArray[np.float64]
    py: NDArray[np.float64]
    age: NDArray[np.float64]
    face: NDArray[np.intp]

    def at(self, x: float, y: float, reach: float) -> int | None:
        """Row of the unit nearest to a pixel, at most `reach` pixels away."""
        if not self.row.size:
            return None
        away = (self.px - x) ** 2 + (self.py - y) ** 2
        best = int(away.argmin())
        return int(self.row[best]) if away[best] <= reach * reach else None

    def place(self, row: int) -> tuple[float, float] | None:
        """Pixel of one unit, or None when it is not in view."""
        found = np.flatnonzero(self.row == row)
        return (float(self.px[found[0]]), float(self.py[found[0]])) if found.size else None


NOTHING = Shown(np.zeros(0, np.intp), np.zeros(0), np.zeros(0), np.zeros(0), np.zeros(0, np.intp))


class UnitLayer:
    """Paints a UnitTable; atlases are made when a size or a screen first needs them."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._bodies, self._wedges = Fragments(), Fragments()
        self._atlases: dict[tuple[int, float], Atlas] = {}

    def look_at(self, table: UnitTable, view: MapView, now: Micros) -> Shown:
        """Find what is in view: only present units that were seen at a known time."""
        size = table.size
        px, py = view.pixels(table.x[:size], table.y[:size])
        with np.errstate(invalid="ignore"):
            keep = view.inside(px, py, LARGE) & table.present[:size] & (table.seen_at[:size] > 0)
        row = np.flatnonzero(keep)
        age = np.maximum(now - table.seen_at[row], 0) / SECOND
        face = np.full(row.size, int(Face.FRESH), dtype=np.intp)
        face[(table.flags[row] & _HATCHED) != 0] = Face.ODD
        face[age >= STALE_S] = Face.STALE
        face[age >= LOST_S] = Face.LOST
        order = np.argsort(WEIGHT[table.state[row]], kind="stable")
        row = row[order]
        return Shown(row, px[row], py[row], age[order], face[order])

    def size(self, shown: Shown, view: MapView) -> int:
        """Symbol size in pixels at 100 %."""
        small = shown.row.size > CROWD or view.zoom < CLOSE_ZOOM
        return self._look.px(SMALL if small else LARGE)

    def paint(
        self, painter: QPainter, table: UnitTable, view: MapView, shown: Shown, size: float, ratio: float
    ) -> None:
        """Paint symbols, then wedges, in two calls."""
        if not shown.row.size:
            return
        atlas = self._atlas(round(size), ratio)
        state, agency = table.state[shown.row].astype(np.intp), table.agency[shown.row]
        heading = table.heading[shown.row]
        headed = np.isfinite(heading) & (shown.face == Face.FRESH)
        painter.save()
        painter.scale(1 / ratio, 1 / ratio)
        self._bodies.paint(
            painter, atlas.bodies, atlas.side, shown.px * ratio, shown.py * ratio,
            state, Atlas.row(agency, shown.face),
        )  # fmt: skip
        if headed.any():
            column = np.round(heading[headed] / 360 * HEADINGS).astype(np.intp) % HEADINGS
            right, down = atlas.wedge_offsets(agency[headed], column)
            self._wedges.paint(
                painter, atlas.wedges, atlas.wedge_side,
                (shown.px[headed] + right) * ratio, (shown.py[headed] + down) * ratio, column, state[headed],
            )  # fmt: skip
        painter.restore()

    def preparing(self, ratio: float) -> Iterator[None]:
        """Make the atlases of both sizes in small steps, so that no zoom waits for one."""
        for size in (self._look.px(SMALL), self._look.px(LARGE)):
            if (size, ratio) not in self._atlases:
                atlas = Atlas(self._look, size, ratio, whole=False)
                yield from atlas.drawing(self._look)
                self._atlases.setdefault((size, ratio), atlas)

    def _atlas(self, size: int, ratio: float) -> Atlas:
        found = self._atlases.get((size, ratio))
        if found is None:
            found = self._atlases[size, ratio] = Atlas(self._look, size, ratio)
        return found
