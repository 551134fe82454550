"""Above and below the alerts: the flood meter, and what is put aside."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from widgets.buttons import ActionButton
from widgets.ink import Ink
from widgets.look import Look

FLOOD_STARTS = 10
"""More alarms than this in 10 minutes are a flood, until there are fewer than 5 (EEMUA 191)."""


class FloodMeter(QWidget):
    """Alarms in ten minutes as 20 cells with the flood's threshold, and the same in words."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look, self._count, self._flooding = look, 0, False
        self.setFixedHeight(look.px(32))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._tell()

    def set_rate(self, count: int, flooding: bool) -> None:
        """Show another rate."""
        if (count, flooding) != (self._count, self._flooding):
            self._count, self._flooding = count, flooding
            self._tell()
            self.update()

    def _words(self) -> str:
        count = self._look.locale.toString(self._count)
        if self._flooding:
            return QCoreApplication.translate("alerts", "{n} en 10 min · avalancha").format(n=count)
        return QCoreApplication.translate("alerts", "{n} en 10 min · normal").format(n=count)

    def _tell(self) -> None:
        self.setAccessibleName(self._words())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Label, cells, threshold, words."""
        ink, look = Ink(QPainter(self), self._look), self._look
        area = QRectF(self.rect())
        line = area.adjusted(look.size("space.three"), 0, -look.size("space.three"), -1)
        left = line.left() + ink.text(
            line, QCoreApplication.translate("alerts", "Caudal"), "caption", "text.secondary"
        )
        tint = "severity.high" if self._flooding else "text.primary"
        words = ink.text(line, self._words(), "caption heavy", tint, "right", elide=False)
        ink.rule(0, area.right(), area.bottom() - 1)
        left += look.px(10)
        room = min(line.right() - words - look.px(14) - left, look.px(154))
        step = room / (2 * FLOOD_STARTS)
        if step < 3:
            return
        for cell in range(2 * FLOOD_STARTS):
            filled = cell < self._count
            colour = ("severity.high" if self._flooding else "text.secondary") if filled else "outline.subtle"
            ink.fill(QRectF(left + cell * step, line.center().y() - look.px(4), step - 2, look.px(8)), colour)
        ink.fill(
            QRectF(round(left + FLOOD_STARTS * step - 1.5), line.center().y() - look.px(7), 1, look.px(14)),
            "text.primary",
        )


class AlertFoot(QWidget):
    """What is put aside, and the act: take."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._shelved = self._grouped = self._groups = 0
        self._compact = False
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.take = ActionButton(
            look,
            QCoreApplication.translate("alerts", "Tomar"),
            self,
            kind="tool",
            key="Ctrl T",
            height=28,
            font="body strong",
            key_first=True,
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 1, look.px(4), 0)
        row.addStretch(1)
        row.addWidget(self.take)

    def set_aside(self, shelved: int, grouped: int, groups: int) -> None:
        """Show other numbers."""
        self._shelved, self._grouped, self._groups = shelved, grouped, groups
        self.update()

    def set_compact(self, compact: bool) -> None:
        """Words only in the small window."""
        self._compact = compact
        self.update()

    def shelved_words(self) -> str:
        """3 pospuestas; empty when none is."""
        if not self._shelved:
            return ""
        translate = QCoreApplication.translate
        words = (
            translate("alerts", "1 pospuesta")
            if self._shelved == 1
            else translate("alerts", "{n} pospuestas")
        )
        return words.format(n=self._shelved)

    def grouped_words(self) -> str:
        """41 agrupadas en 6; empty when none is."""
        if not self._grouped:
            return ""
        words = QCoreApplication.translate("alerts", "{n} agrupadas en {rows}")
        return words.format(n=self._grouped, rows=self._groups)

    def _grouped_choices(self) -> tuple[str, ...]:
        """The long words, and the short ones for where they do not fit."""
        if not self._grouped:
            return ()
        short = QCoreApplication.translate("alerts", "{n} agrupadas").format(n=self._grouped)
        return (short,) if self._compact else (self.grouped_words(), short)

    def sizeHint(self) -> QSize:
        """36 px."""
        return QSize(100, self._look.px(36))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Icons and numbers at the left of the act."""
        ink, look = Ink(QPainter(self), self._look), self._look
        area = QRectF(self.rect())
        ink.rule(0, area.right(), 0)
        left, end = float(look.size("space.three")), float(self.take.x())
        for icon, choices in (
            ("clock-afternoon", (self.shelved_words(),)),
            ("stack", self._grouped_choices()),
        ):
            mark = 0 if self._compact else look.px(19)
            words = next((one for one in choices if left + mark + ink.width(one, "caption") <= end), "")
            if not words:
                continue
            if mark:
                ink.icon(left, area.center().y(), icon, 14, "text.tertiary")
            line = QRectF(left + mark, 1, end - left - mark, area.height() - 1)
            left = line.left() + ink.text(line, words, "caption", "text.secondary", elide=False) + look.px(14)
