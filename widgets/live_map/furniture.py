"""What lies on the map and does not move with it: buttons, legend, scale bar, notices."""

from __future__ import annotations

from math import log10

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QAbstractButton, QWidget

from domain.unit import UnitStatus
from widgets.ink import Ink
from widgets.live_map.lettering import halo_text
from widgets.look import Look
from widgets.plain_text import tip
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
