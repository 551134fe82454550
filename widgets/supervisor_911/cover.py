"""How soon the nearest free unit is in each comuna, as bars: the worst covered first."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.ink import Ink
from widgets.look import Look
from widgets.pane import Pane

LIMIT_S = 480.0
"""Eight minutes: beyond it a comuna is badly covered; the site will set its own."""
ROOM_S = 900.0
ROW = 20


@dataclass(frozen=True, slots=True)
class CoverRow:
    """One comuna; `seconds` None when no free unit can come."""

    comuna: int
    seconds: float | None


def minutes_words(row: CoverRow) -> str:
    """11 min, or nobody."""
    translate = QCoreApplication.translate
    if row.seconds is None:
        return translate("cover", "nadie")
    return translate("cover", "{n} min").format(n=max(1, round(row.seconds / 60)))


class CoverBars(QWidget):
    """The comunas, the worst covered first."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._rows: tuple[CoverRow, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def set_rows(self, rows: tuple[CoverRow, ...]) -> None:
        """Other figures."""
        self._rows = tuple(
            sorted(rows, key=lambda row: (-(row.seconds if row.seconds is not None else 1e9), row.comuna))
        )
        told = [f"{self._name(row)}: {minutes_words(row)}" for row in self._rows]
        self.setAccessibleName(". ".join(told))
        self.update()

    def _name(self, row: CoverRow) -> str:
        return QCoreApplication.translate("cover", "Comuna {n}").format(n=row.comuna)

    def sizeHint(self) -> QSize:
        """A line a comuna."""
        return QSize(100, self._look.px(ROW * max(1, len(self._rows)) + 12))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Name, bar, minutes; as many as fit, two columns where they do not."""
        look, painter = self._look, QPainter(self)
        ink, inset = Ink(painter, look), look.size("space.three")
        area = QRectF(self.rect()).adjusted(inset, look.px(6), -inset, -look.px(6))
        fits = max(1, int(area.height() // look.px(ROW)))
        columns = 2 if len(self._rows) > fits else 1
        wide = (area.width() - look.px(16) * (columns - 1)) / columns
        for place, row in enumerate(self._rows[: fits * columns]):
            column, line = divmod(place, fits)
            left = area.left() + column * (wide + look.px(16))
            self._paint(ink, QRectF(left, area.top() + line * look.px(ROW), wide, look.px(ROW)), row)
        painter.end()

    def _paint(self, ink: Ink, area: QRectF, row: CoverRow) -> None:
        look = self._look
        bad = row.seconds is None or row.seconds > LIMIT_S
        tone = "severity.high" if bad else "text.primary"
        words = minutes_words(row)
        ink.text(area, words, "body strong", tone, "right", elide=False)
        ink.text(area, self._name(row), "body", "text.secondary", elide=False)
        left, right = area.left() + look.px(78), area.right() - look.px(56)
        if right - left < look.px(24):
            return
        bar = QRectF(left, area.center().y() - look.px(3), right - left, look.px(6))
        ink.box(bar, 2, "surface.raised")
        share = 1.0 if row.seconds is None else min(1.0, row.seconds / ROOM_S)
        filled = QRectF(bar.left(), bar.top(), bar.width() * share, bar.height())
        ink.box(filled, 2, "severity.high" if bad else "text.tertiary")
        tick = bar.left() + bar.width() * LIMIT_S / ROOM_S
        ink.fill(QRectF(round(tick), bar.top() - 2, 2, bar.height() + 4), "accent.bar")


class CoverPane(Pane):
    """The pane of coverage."""

    def __init__(self, look: Look, parent: QWidget | None = None, *, key: str = "Alt 9") -> None:
        translate = QCoreApplication.translate
        super().__init__(look, "map-trifold", translate("cover", "Cobertura"), parent, key=key)
        self.set_lacks(translate("cover", "las posiciones son de antes del corte"))
        self.bars = CoverBars(look)
        self.set_body(self.bars)
        self.set_empty(True)

    def set_rows(self, rows: tuple[CoverRow, ...]) -> None:
        """How the comunas are covered."""
        self.bars.set_rows(rows)
        bad = sum(row.seconds is None or row.seconds > LIMIT_S for row in rows)
        words = QCoreApplication.translate("cover", "{n} sobre 8 min").format(n=bad)
        self.set_note("", words if bad and self.width() >= self.look.px(300) else "")
        self.set_empty(not rows)

    def empty_words(self) -> tuple[str, str]:
        """Nothing to tell yet."""
        translate = QCoreApplication.translate
        return translate("cover", "Sin cobertura calculada"), translate(
            "cover", "hacen falta móviles libres con posición"
        )
