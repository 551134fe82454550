"""Call signs beside their units: decided once a second who gets one; the words move with the unit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter, QPixmap

from domain.clock import SECOND
from widgets.live_map.atlas import Face
from widgets.live_map.lettering import Taken, WordBook
from widgets.live_map.scene import Scene
from widgets.live_map.unit_layer import WEIGHT
from widgets.look import Look
from widgets.timer import short_age

LABEL_ZOOM = 12.8
"""Below it only chosen units are named."""

LABELLED = 70
"""Units in view that are tried for a label, by weight."""

KIND = "body strong"
JOIN = 3
"""Pixels that the age is drawn into the name's margin: each word brings a margin for its halo."""


@dataclass(frozen=True, slots=True)
class _Label:
    side: int  # 0 right, 1 left, 2 below, 3 above
    name: QPixmap
    age: QPixmap | None


class UnitLabels:
    """Words beside symbols. `taken` is never written on; `names` (of streets) only for want of a side."""

    def __init__(self, look: Look) -> None:
        self._words = WordBook(look)
        self._placed: dict[int, _Label] = {}
        self._key: tuple[object, ...] = ()
        self._names: Taken | None = None

    def paint(
        self, painter: QPainter, scene: Scene, taken: Taken, names: Taken, half: float, ratio: float
    ) -> None:
        """Paint the labels, those of chosen units and of the one under the pointer before all others."""
        view, shown, first = scene.view, scene.shown, scene.foremost_rows()
        if view.zoom < LABEL_ZOOM and not first:
            return
        key = (view.origin, view.zoom, view.width, view.height, ratio, first, scene.now // SECOND)
        # The ground's names change when it is drawn sharp; each drawing has a grid of its own.
        if key != self._key or names is not self._names:
            self._key, self._names = key, names
            taken.take_points(shown.px, shown.py, half)
            self._decide(scene, taken, names, half, ratio, first)
        where = dict(zip(shown.row.tolist(), range(shown.row.size), strict=True))
        for row, label in self._placed.items():
            at = where.get(row)
            if at is not None:
                self._put(painter, label, float(shown.px[at]), float(shown.py[at]), half, ratio)

    def _decide(
        self, scene: Scene, taken: Taken, names: Taken, half: float, ratio: float, first: frozenset[int]
    ) -> None:
        """Who is named and on which side: `first`, then old data, then the committed, then the others."""
        table, view, shown = scene.table, scene.view, scene.shown
        if table is None:
            return
        old = (shown.face == Face.STALE) | (shown.face == Face.LOST)
        weight = WEIGHT[table.state[shown.row]] + 2 * old
        if first:
            weight = weight + 8 * np.isin(shown.row, list(first))
        count = LABELLED if view.zoom >= LABEL_ZOOM else len(first)
        order = np.argsort(-weight, kind="stable")[:count]
        before, self._placed = self._placed, {}
        for index in order.tolist():
            row, x, y = int(shown.row[index]), float(shown.px[index]), float(shown.py[index])
            outside = not (0 <= x < view.width and 0 <= y < view.height)
            if outside or not table.labels[row]:
                continue
            colour = "link.stale" if old[index] else "text.primary"
            name = self._words.word(table.labels[row], KIND, colour, ratio)
            age = None
            if old[index]:
                age = self._words.word(f"· {short_age(int(shown.age[index] * SECOND))}", KIND, colour, ratio)
            width = (name.width() + (age.width() - JOIN * ratio if age is not None else 0)) / ratio
            last = before[row].side if row in before else 0
            side = _free_side(taken, names, x, y, width, name.height() / ratio, half, last)
            if side is not None:
                left, top = _corner(side, x, y, width, name.height() / ratio, half)
                taken.take(left, top, left + width, top + name.height() / ratio)
                self._placed[row] = _Label(side, name, age)

    @staticmethod
    def _put(painter: QPainter, label: _Label, x: float, y: float, half: float, ratio: float) -> None:
        width = label.name.width() / ratio
        whole = width + (label.age.width() / ratio - JOIN if label.age is not None else 0.0)
        left, top = _corner(label.side, x, y, whole, label.name.height() / ratio, half)
        painter.drawPixmap(QPoint(round(left), round(top)), label.name)
        if label.age is not None:
            painter.drawPixmap(QPoint(round(left + width - JOIN), round(top)), label.age)


def _free_side(
    taken: Taken, names: Taken, x: float, y: float, width: float, height: float, half: float, before: int
) -> int | None:
    """The side where the label stood before, else the first free of right, left, below and above."""
    second: int | None = None
    for side in (before, *(other for other in range(4) if other != before)):
        left, top = _corner(side, x, y, width, height, half)
        if taken.free(left, top, left + width, top + height):
            if names.free(left, top, left + width, top + height):
                return side
            second = side if second is None else second
    return second


def _corner(side: int, x: float, y: float, width: float, height: float, half: float) -> tuple[float, float]:
    gap = half + 5
    if side == 0:
        return x + gap, y - height / 2
    if side == 1:
        return x - gap - width, y - height / 2
    return (x - width / 2, y + half + 2) if side == 2 else (x - width / 2, y - half - 2 - height)
