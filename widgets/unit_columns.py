"""The unit board's columns: where each stands, which give way in a narrow pane, and their heads."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.ink import Ink
from widgets.look import Look


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its share of the width, its least width at 100 %, and how soon it gives way (0 = never)."""

    name: str
    share: float
    least: int
    gives_way: int = 0


COLUMNS = (
    Column("unit", 0.115, 86),
    Column("state", 0.14, 118),
    Column("timer", 0.115, 88, 1),
    Column("incident", 0.10, 72, 3),
    Column("place", 0.23, 120, 4),
    Column("crew", 0.2, 100, 5),
    Column("age", 0.10, 60, 2),
)


TIGHTEST = 0.95
"""What a column may lose of its least width before another gives way: a part of the gap after it."""


def column_words() -> dict[str, str]:
    """The heads of the columns."""
    translate = QCoreApplication.translate
    return {
        "unit": translate("unit_board", "Móvil"),
        "state": translate("unit_board", "Estado"),
        "timer": translate("unit_board", "En estado"),
        "incident": translate("unit_board", "Incidente"),
        "place": translate("unit_board", "Posición"),
        "crew": translate("unit_board", "Dotación"),
        "age": translate("unit_board", "Dato"),
    }


def columns_in(width: float, look: Look) -> dict[str, tuple[float, float]]:
    """Left edge and width of every column that fits; crew, place, incident, age, timer give way in turn."""
    inset = look.px(14)
    room = width - 2 * inset
    kept = list(COLUMNS)
    squeezed = room / TIGHTEST
    while sum(look.px(column.least) for column in kept) > squeezed and any(one.gives_way for one in kept):
        kept.remove(max(kept, key=lambda column: column.gives_way))
    total = sum(column.share for column in kept)
    least = sum(look.px(column.least) for column in kept)
    spare, tight = max(0.0, room - least), min(1.0, room / least)
    places: dict[str, tuple[float, float]] = {}
    left = float(inset)
    for column in kept:
        wide = look.px(column.least) * tight + spare * column.share / total
        places[column.name] = (left, wide)
        left += wide
    return places


class ColumnHeads(QWidget):
    """The names of the columns, placed as the rows place their cells."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._taken = 0
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_taken(self, pixels: int) -> None:
        """How much of the width the rows' scroll bar takes."""
        if pixels != self._taken:
            self._taken = pixels
            self.update()

    def sizeHint(self) -> QSize:
        """28 px."""
        return QSize(200, self._look.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Timers and ages have their head at the right, as their figures."""
        ink, look = Ink(QPainter(self), self._look), self._look
        ink.fill(QRectF(self.rect()), "surface.raised", 0.6)
        words = column_words()
        for name, (left, wide) in columns_in(self.width() - self._taken, look).items():
            area = QRectF(left, 0, wide - (0 if name == "age" else look.px(8)), self.height())
            area.adjust(look.px(12) if name == "incident" else 0, 0, 0, 0)
            ink.text(
                area,
                words[name],
                "caption medium",
                "text.secondary",
                "right" if name in ("timer", "age") else "left",
            )
