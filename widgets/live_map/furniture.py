"""What lies on the map and does not move with it: buttons, legend, scale bar, notices, chips."""

from __future__ import annotations

from math import log10

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QWidget

from domain.unit import UnitStatus
from widgets.ink import Ink
from widgets.live_map.lettering import halo_text
from widgets.live_map.marks import MapAlert
from widgets.look import Look
from widgets.plain_text import tip
from widgets.severity import key as severity_key
from widgets.severity import paint_mark
from widgets.severity import word as severity_word
from widgets.stamps import Stamps
from widgets.unit_state import paint_glyph
from widgets.unit_state import word as state_word

BUTTON, CHIP = 34, 30
LEGEND_ORDER = (
    UnitStatus.AVAILABLE, UnitStatus.DISPATCHED, UnitStatus.EN_ROUTE, UnitStatus.ON_SCENE, UnitStatus.STAGED,
    UnitStatus.DELAYED, UnitStatus.TRANSPORTING, UnitStatus.AT_FACILITY, UnitStatus.IN_QUARTERS,
    UnitStatus.OUT_OF_SERVICE,
)  # fmt: skip
"""The words kept longest come first."""


class MapButton(QAbstractButton):
    """A square button on the map: an icon, a name for screen readers, a key in its tip.

    *Signals:* `clicked` as any button.
    """

    def __init__(self, look: Look, icon: str, name: str, key: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._icon = icon
        self.setAccessibleName(name)
        tip(self, f"{name} ({key})")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """A square that a tired hand hits."""
        return QSize(self._look.px(BUTTON), self._look.px(BUTTON))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Plate and icon; the ring is for the keyboard."""
        painter = QPainter(self)
        ink, area = Ink(painter, self._look), QRectF(self.rect())
        ground = "surface.selected" if self.isDown() or self.isChecked() else "surface.overlay"
        if self.underMouse() and not self.isDown():
            ground = "surface.hover"
        ring = self.hasFocus()
        ink.box(area, self._look.size("radius.tile"), ground, "focus.ring" if ring else "outline.default",
                self._look.size("size.focus_width") if ring else 1.0)  # fmt: skip
        tint = "accent.text" if self.isChecked() else "text.secondary"
        ink.icon(area.center().x() - self._look.px(8), area.center().y(), self._icon, 16, tint)


class AlertChip(QAbstractButton):
    """At the map's foot: an alert that has no point, only a barrio.

    *Signals:* `clicked` as any button.
    """

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._alert: MapAlert | None = None
        self._arrow = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_alert(self, alert: MapAlert, arrow: str) -> None:
        """Show this alert; `arrow` names the icon that points to its barrio, or is empty inside the view."""
        if (alert, arrow) != (self._alert, self._arrow):
            self._alert, self._arrow = alert, arrow
            self.setAccessibleName(f"{severity_word(alert.severity)}: {self._words(alert)}")
            self.resize(self.sizeHint())
            self.update()

    def alert(self) -> MapAlert | None:
        """What it shows."""
        return self._alert

    @staticmethod
    def _words(alert: MapAlert) -> str:
        return QCoreApplication.translate("live_map", "Alerta protegida · {area}").format(area=alert.area)

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
        text = QRectF(look.px(33), 0, area.width() - look.px(33), area.height())
        width = ink.text(text, self._words(self._alert), "body heavy", "text.primary")
        if self._arrow:
            ink.icon(look.px(33) + width + look.px(8), middle, self._arrow, 14, "text.primary")


class Legend:
    """The states' glyphs with their words; drawn once per width and screen."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._drawn: dict[tuple[int, float], QPixmap] = {}

    def pixmap(self, room: int, ratio: float) -> QPixmap | None:
        """The legend with as many states as fit in `room` pixels, or None when fewer than four do."""
        shown, width = self._fitting(room)
        if len(shown) < 4:
            return None
        found = self._drawn.get((width, ratio))
        if found is None:
            found = self._drawn[width, ratio] = self._draw(shown, width, ratio)
        return found

    def width(self, room: int) -> int:
        """Pixels that the legend and the gap after it take of such a room; 0 when it is not shown."""
        shown, width = self._fitting(room)
        return width + self._look.px(8) if len(shown) >= 4 else 0

    def _step(self, status: UnitStatus) -> float:
        return self._look.px(40) + self._look.metrics("body").horizontalAdvance(state_word(status))

    def _fitting(self, room: int) -> tuple[list[UnitStatus], int]:
        shown: list[UnitStatus] = []
        width = float(self._look.px(12))
        for status in LEGEND_ORDER[:6]:
            if width + self._step(status) > room:
                break
            width += self._step(status)
            shown.append(status)
        return shown, round(width)

    def _draw(self, shown: list[UnitStatus], width: int, ratio: float) -> QPixmap:
        look = self._look
        height = look.px(CHIP)
        pixmap = QPixmap(round(width * ratio), round(height * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        ink = Ink(painter, look)
        ink.box(QRectF(0, 0, width, height), look.size("radius.tile"), "surface.overlay", "outline.default")
        left = float(look.px(12))
        for status in shown:
            paint_glyph(painter, look, status, QPointF(left + look.px(6), height / 2), look.px(11))
            ink.text(
                QRectF(left + look.px(18), 0, width, height), state_word(status), "body", "text.secondary"
            )
            left += self._step(status)
        painter.end()
        return pixmap


def scale_step(metres_per_pixel: float, room: float) -> float:
    """The longest of 1, 2, 5, 10, 20, 50 ... metres that fits in `room` pixels."""
    most = metres_per_pixel * room
    power = 10.0 ** int(log10(most)) if most >= 1 else 1.0
    return max((step * power for step in (1, 2, 5) if step * power <= most), default=power)


class ScaleBar:
    """How long so many metres are; drawn once per length."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._stamps = Stamps()

    def paint(
        self, painter: QPainter, right: float, bottom: float, metres_per_pixel: float, ratio: float
    ) -> None:
        """Put the bar with its end at `right` and its foot at `bottom`."""
        metres = scale_step(metres_per_pixel, self._look.px(200))
        width, height = round(metres / metres_per_pixel), self._look.px(30)
        self._stamps.stamp(
            painter, right - width / 2, bottom - height / 2, ratio, (metres, width), width + 4, height,
            lambda sheet: self._draw(sheet, metres, width, height),
        )  # fmt: skip

    def _draw(self, painter: QPainter, metres: float, width: float, height: float) -> None:
        look = self._look
        words = f"{look.locale.toString(metres / 1000, 'g', 3)} km" if metres >= 1000 else f"{metres:g} m"
        base, tick = height / 2 - 3, look.px(5)
        posts = (-width / 2, width / 2 - 2)
        for x, y, wide, high in ((posts[0], base, width, 2), *((x, base - tick, 2, tick) for x in posts)):
            painter.fillRect(QRectF(x - 1, y - 1, wide + 2, high + 2), look.colour("map.halo", 0.8))
        for x, y, wide, high in ((posts[0], base, width, 2), *((x, base - tick, 2, tick) for x in posts)):
            painter.fillRect(QRectF(x, y, wide, high), look.colour("text.primary"))
        advance = look.metrics("body medium").horizontalAdvance(words)
        at = QPointF(round(-advance / 2), base - look.px(6))
        halo_text(painter, at, words, look, "body medium", look.colour("text.primary"))


def paint_notice(ink: Ink, area: QRectF, words: str) -> QRectF:
    """One sentence on a plate in the upper middle of the map; returns the plate."""
    look = ink.look
    width = ink.width(words, "body medium") + look.px(28)
    plate = QRectF(
        round(area.center().x() - width / 2), area.top() + look.px(14), round(width), look.px(CHIP)
    )
    ink.box(plate, look.size("radius.tile"), "surface.overlay", "outline.default")
    ink.text(plate, words, "body medium", "text.secondary", "centre", elide=False)
    return plate
