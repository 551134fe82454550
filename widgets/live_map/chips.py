"""Alerts that have no point on the map, only a barrio: chips at its foot."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from widgets.ink import Ink
from widgets.live_map.furniture import CHIP, Legend
from widgets.live_map.marks import MapAlert
from widgets.live_map.shapes import Area
from widgets.live_map.view import MapView
from widgets.look import Look
from widgets.severity import key as severity_key
from widgets.severity import paint_mark
from widgets.severity import word as severity_word

CHIPS_SHARE = 0.4
"""How much of the map's height chips may take; the alert pane has them all."""


class AlertChip(QAbstractButton):
    """At the map's foot: an alert that has no point, only a barrio.

    *Signals:* `clicked` as any button.
    """

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._alert: MapAlert | None = None
        self._arrow = ""
        self._more = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_alert(self, alert: MapAlert, arrow: str, more: int = 0) -> None:
        """Show this alert; `arrow` names the icon that points to its barrio, or is empty inside the view.

        `more`: how many others have no chip for want of room.
        """
        if (alert, arrow, more) != (self._alert, self._arrow, self._more):
            self._alert, self._arrow, self._more = alert, arrow, more
            self.setAccessibleName(f"{severity_word(alert.severity)}: {self._words(alert)}")
            self.update()

    def alert(self) -> MapAlert | None:
        """What it shows."""
        return self._alert

    def _words(self, alert: MapAlert) -> str:
        words = QCoreApplication.translate("live_map", "Alerta protegida · {area}").format(area=alert.area)
        if not self._more:
            return words
        return QCoreApplication.translate("live_map", "{alert} · y {n} más").format(alert=words, n=self._more)

    def sizeHint(self) -> QSize:
        """Mark, words, arrow."""
        look = self._look
        words = look.metrics("body heavy").horizontalAdvance(self._words(self._alert)) if self._alert else 0
        return QSize(round(look.px(42) + words + look.px(30 if self._arrow else 12)), look.px(CHIP))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A tinted plate with the severity's edge."""
        if self._alert is None:
            return
        painter = QPainter(self)
        ink, look, area = Ink(painter, self._look), self._look, QRectF(self.rect())
        name = severity_key(self._alert.severity)
        ground = f"severity.{name}_tint" if name in ("critical", "high") else "surface.overlay"
        edge = "focus.ring" if self.hasFocus() else f"severity.{name}"
        ink.box(area, look.size("radius.tile"), ground, edge, 2.0 if self.hasFocus() else 1.0)
        middle = area.center().y()
        paint_mark(painter, look, self._alert.severity, QPointF(look.px(18), middle), look.px(17))
        text = QRectF(look.px(33), 0, area.width() - look.px(33 + (30 if self._arrow else 12)), area.height())
        width = ink.text(text, self._words(self._alert), "body heavy", "text.primary")
        if self._arrow:
            ink.icon(look.px(33) + width + look.px(8), middle, self._arrow, 14, "text.primary")


def arrow_to(barrios: tuple[Area, ...], name: str, view: MapView) -> str:
    """Icon that points from the view to a barrio, empty when its middle is in view or it is not known."""
    for barrio in barrios:
        if barrio.name == name:
            px, py = view.pixel(*barrio.centre)
            if 0 <= px <= view.width and 0 <= py <= view.height:
                return ""
            right, down = px - view.width / 2, py - view.height / 2
            if abs(right) > abs(down):
                return "arrow-right" if right > 0 else "arrow-left"
            return "arrow-down" if down > 0 else "arrow-up"
    return ""


class ChipRow:
    """The chips, beside the legend and one above the other; `clicked` is told the alert's key."""

    def __init__(self, look: Look, parent: QWidget, clicked: Callable[[Hashable], None]) -> None:
        self._look = look
        self._parent = parent
        self._clicked = clicked
        self._chips: list[AlertChip] = []

    def place(
        self,
        alerts: tuple[MapAlert, ...],
        barrios: tuple[Area, ...],
        view: MapView,
        legend: Legend,
        inset: int,
    ) -> int:
        """Show what has no place, and return the pixels that are left for the legend."""
        hidden = [alert for alert in alerts if alert.position is None]
        hidden.sort(key=lambda alert: (alert.severity, alert.since))
        step = self._look.px(CHIP + 6)
        room_for = max(1, round(view.height * CHIPS_SHARE) // step)
        more = max(0, len(hidden) - room_for)
        hidden = hidden[:room_for]
        while len(self._chips) < len(hidden):
            self._chips.append(self._make())
        shown = self._chips[: len(hidden)]
        for chip, alert in zip(shown, hidden, strict=True):
            chip.show_alert(alert, arrow_to(barrios, alert.area, view), more if alert is hidden[-1] else 0)
            widest = max(1, int(view.width) - 2 * inset)
            chip.resize(min(chip.sizeHint().width(), widest), chip.sizeHint().height())
            chip.show()
        for chip in self._chips[len(hidden) :]:
            chip.hide()
        room = view.width - self._look.px(240)
        if shown:
            room -= max(chip.width() for chip in shown) + self._look.px(8)
        bottom = view.height - inset
        if room < 0:
            # Beside the scale there is no room: above it, so that neither is hidden.
            bottom -= self._look.px(34)
        for chip in shown:
            left = min(inset + legend.width(room), int(view.width) - inset - chip.width())
            chip.move(max(inset, left), bottom - chip.height())
            bottom -= chip.height() + self._look.px(6)
        return room

    def covers(self, place: QRect) -> bool:
        """Whether a chip lies over some of that."""
        return any(not chip.isHidden() and chip.geometry().intersects(place) for chip in self._chips)

    def _make(self) -> AlertChip:
        chip = AlertChip(self._look, self._parent)

        def tell() -> None:
            alert = chip.alert()
            if alert is not None:
                self._clicked(alert.key)

        chip.clicked.connect(tell)
        return chip
