"""Units on the map: which are in view, how sure each is, their symbols and their labels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from domain.clock import SECOND, Micros
from domain.unit import COMMITTED
from widgets.live_map.atlas import HEADINGS, Atlas, Face
from widgets.live_map.fragments import Fragments
from widgets.live_map.lettering import Taken, WordBook
from widgets.live_map.unit_table import LOST_S, STALE_S, STATES, FixFlag, UnitTable
from widgets.live_map.view import MapView
from widgets.look import Look
from widgets.timer import short_age

LARGE, SMALL = 24, 16
CROWD = 2000
"""From so many units in view on, symbols are small."""

CLOSE_ZOOM = 13.0
"""Below this zoom symbols are small as well: the whole city is some 600 pixels wide there."""

LABELLED = 90
"""Units in view that are tried for a label; beyond it, only the first ones by weight."""

_WEIGHT = np.array([2 if status in COMMITTED else 1 for status in STATES], dtype=np.int8)
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


NOTHING = Shown(
    np.zeros(0, np.intp), np.zeros(0), np.zeros(0), np.zeros(0), np.zeros(0, np.intp)
)


class UnitLayer:
    """Paints a UnitTable; atlases are made when a size or a screen first needs them."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._words = WordBook(look)
        self._bodies, self._wedges = Fragments(), Fragments()
        self._atlases: dict[tuple[int, float], Atlas] = {}
        self._sides: dict[int, int] = {}

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
        order = np.argsort(_WEIGHT[table.state[row]], kind="stable")
        row = row[order]
        return Shown(row, px[row], py[row], age[order], face[order])

    def size(self, shown: Shown, view: MapView) -> int:
        """Symbol size in pixels at 100 %."""
        small = shown.row.size > CROWD or view.zoom < CLOSE_ZOOM
        return self._look.px(SMALL if small else LARGE)

    def paint(self, painter: QPainter, table: UnitTable, view: MapView, shown: Shown, ratio: float) -> None:
        """Paint wedges, then symbols over them, in two calls."""
        if not shown.row.size:
            return
        atlas = self._atlas(self.size(shown, view), ratio)
        state, agency = table.state[shown.row].astype(np.intp), table.agency[shown.row]
        heading = table.heading[shown.row]
        headed = np.isfinite(heading) & (shown.face == Face.FRESH)
        painter.save()
        painter.scale(1 / ratio, 1 / ratio)
        if headed.any():
            column = np.round(heading[headed] / 360 * HEADINGS).astype(np.intp) % HEADINGS
            right, down = atlas.wedge_offsets(agency[headed], column)
            self._wedges.paint(
                painter, atlas.wedges, atlas.wedge_side,
                (shown.px[headed] + right) * ratio, (shown.py[headed] + down) * ratio, column, state[headed],
            )  # fmt: skip
        self._bodies.paint(
            painter, atlas.bodies, atlas.side, shown.px * ratio, shown.py * ratio,
            state, Atlas.row(agency, shown.face),
        )  # fmt: skip
        painter.restore()

    def label(
        self, painter: QPainter, table: UnitTable, shown: Shown, taken: Taken, half: float, ratio: float,
        first: frozenset[int],
    ) -> None:
        """Write call signs where they find room: `first` rows, then old data, then the committed."""
        weight = _WEIGHT[table.state[shown.row]] + 2 * (shown.face >= Face.STALE)
        if first:
            weight = weight + 8 * np.isin(shown.row, list(first))
        order = np.argsort(-weight, kind="stable")[:LABELLED]
        rows, ages, faces = shown.row[order].tolist(), shown.age[order].tolist(), shown.face[order].tolist()
        xs, ys = shown.px[order].tolist(), shown.py[order].tolist()
        sides = self._sides
        self._sides = {}
        for row, x, y, age, face in zip(rows, xs, ys, ages, faces, strict=True):
            text, colour = table.labels[row], "text.primary"
            if not text:
                continue
            if face >= Face.STALE:
                text, colour = f"{text} · {short_age(int(age * SECOND))}", "link.stale"
            word = self._words.word(text, "body strong", colour, ratio)
            width, height = word.width() / ratio, word.height() / ratio
            side = self._free_side(taken, x, y, width, height, half, sides.get(row, 0))
            if side is None:
                continue
            self._sides[row] = side
            left, top = _corner(side, x, y, width, height, half)
            taken.take(QRectF(left, top, width, height))
            painter.drawPixmap(QPointF(round(left), round(top)), word)

    @staticmethod
    def _free_side(
        taken: Taken, x: float, y: float, width: float, height: float, half: float, before: int
    ) -> int | None:
        """The side where the label stood before, else the first free of right, left, below and above."""
        for side in (before, *(other for other in range(4) if other != before)):
            left, top = _corner(side, x, y, width, height, half)
            if taken.free(left, top, left + width, top + height):
                return side
        return None

    def _atlas(self, size: int, ratio: float) -> Atlas:
        found = self._atlases.get((size, ratio))
        if found is None:
            found = self._atlases[size, ratio] = Atlas(self._look, size, ratio)
        return found


def _corner(side: int, x: float, y: float, width: float, height: float, half: float) -> tuple[float, float]:
    gap = half + 5
    if side == 0:
        return x + gap, y - height / 2
    if side == 1:
        return x - gap - width, y - height / 2
    return (x - width / 2, y + half + 2) if side == 2 else (x - width / 2, y - half - 2 - height)
