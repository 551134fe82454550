"""Columns of the supervisor's lists: laid out by what fits, the least needed going first; and their head."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.ink import Ink
from widgets.look import Look

HEAD = 28
INSET = 12
GAP = 10


@dataclass(frozen=True, slots=True)
class Column:
    """One column; `wide` pixels at 100 %, the one that `grows` takes what is left.

    `gives_way`: columns of a higher number are left out first where they do not all fit; 0 never is.
    """

    name: str
    words: str
    wide: int
    side: str = "left"
    grows: bool = False
    gives_way: int = 0


def lay(look: Look, columns: Sequence[Column], width: float) -> dict[str, tuple[float, float]]:
    """Return left edge and width of the columns that fit."""
    kept = list(columns)
    room = width - 2 * look.px(INSET)

    def need() -> float:
        return sum(look.px(one.wide) for one in kept) + look.px(GAP) * max(0, len(kept) - 1)

    while need() > room and any(one.gives_way for one in kept):
        kept.remove(max(kept, key=lambda one: one.gives_way))
    spare = max(0.0, room - need())
    growing = sum(one.grows for one in kept) or 1
    made, left = {}, float(look.px(INSET))
    for one in kept:
        wide = look.px(one.wide) + (spare / growing if one.grows else 0)
        made[one.name] = (left, wide)
        left += wide + look.px(GAP)
    return made


def cell(area: QRectF, places: dict[str, tuple[float, float]], name: str) -> QRectF:
    """Return a column's place in a row; without width where the column was left out."""
    left, wide = places.get(name, (0.0, 0.0))
    return QRectF(area.left() + left, area.top(), wide, area.height())


class Heads(QWidget):
    """The words over the columns."""

    def __init__(self, look: Look, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._columns = look, columns
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(100, self._look.px(HEAD))

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Other columns."""
        self._columns = columns
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words, on the raised ground."""
        painter = QPainter(self)
        ink, area = Ink(painter, self._look), QRectF(self.rect())
        ink.fill(area, "surface.raised")
        places = lay(self._look, self._columns, area.width())
        for one in self._columns:
            ink.text(cell(area, places, one.name), one.words, "caption", "text.secondary", one.side)
        ink.rule(0, area.right(), area.bottom() - 1)
        painter.end()
