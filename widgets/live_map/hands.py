"""The map under mouse and keyboard: moving, zooming, following, hovering, picking."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from domain.geo import mercator
from widgets.keys import KeyHere
from widgets.live_map.canvas import MapCanvas
from widgets.live_map.scene import Thing
from widgets.look import Look

STEP = 90
"""Pixels an arrow key moves the view."""

TELL_MS = 150
"""The view is told once it has stood still for so long."""

_ARROWS = {
    Qt.Key.Key_Left: (-STEP, 0),
    Qt.Key.Key_Right: (STEP, 0),
    Qt.Key.Key_Up: (0, -STEP),
    Qt.Key.Key_Down: (0, STEP),
}
_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)


class MapHands(MapCanvas):
    """The canvas with its controls.

    *Signals:* `unit_picked(row)`, `incident_picked(key)`, `camera_picked(key)` and `alert_picked(key)` on a
    click; `view_changed(south, west, north, east)`, degrees, once the view rests; `following_changed(bool)`.
    """

    unit_picked = Signal(int)
    incident_picked = Signal(object)
    camera_picked = Signal(object)
    alert_picked = Signal(object)
    view_changed = Signal(float, float, float, float)
    following_changed = Signal(bool)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self._following = False
        self._pressed: QPointF | None = None
        self._dragged = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(TELL_MS)
        self._rest.timeout.connect(lambda: self.view_changed.emit(*self.view.bounds))
        self.view_moved.connect(self._rest.start)
        self.buttons["in"].clicked.connect(lambda: self.zoom_by(1.0))
        self.buttons["out"].clicked.connect(lambda: self.zoom_by(-1.0))
        self.buttons["city"].clicked.connect(self.show_city)
        self.buttons["centre"].setCheckable(True)
        self.buttons["centre"].clicked.connect(self.follow)
        self.setAccessibleDescription(
            QCoreApplication.translate(
                "live_map",
                "Flechas mueven, más y menos acercan y alejan, Inicio muestra la ciudad, S sigue lo elegido",
            )
        )

    # -- moving

    def zoom_by(self, steps: float, at: QPointF | None = None) -> None:
        """Zoom in or out, keeping the pixel `at` (or what is followed, or the middle) in place."""
        self.view.zoom_to(self.view.zoom + steps, (at.x(), at.y()) if at is not None else None)
        self.moved()

    def show_city(self) -> None:
        """The whole city, following nothing."""
        self.follow(False)
        self.fit_city()

    def show_place(self, lat: float, lon: float, zoom: float | None = None) -> None:
        """Centre on a point in degrees."""
        self.settle()
        if zoom is not None:
            self.view.zoom_to(zoom)
        self.view.centre_on(*mercator(lat, lon))
        self.moved()

    def follow(self, on: bool = True) -> None:
        """Keep what is chosen in the middle of the view; a drag or an arrow key lets it go."""
        on = on and self.scene.chosen is not None
        self.buttons["centre"].setChecked(on)
        if on != self._following:
            self._following = on
            self.following_changed.emit(on)
        self._keep_up()

    def following(self) -> bool:
        """Whether the view follows what is chosen."""
        return self._following

    def choose(self, thing: Thing | None) -> None:
        """Mark a thing as chosen without telling anyone: the console does, when a row is selected."""
        if thing != self.scene.chosen:
            self.scene.chosen = thing
            if thing is None:
                self.follow(False)
            self._keep_up()
            self.update()

    def _keep_up(self) -> None:
        place = (
            self.scene.place(self.scene.chosen) if self._following and self.scene.chosen is not None else None
        )
        if place is not None and (self.view.x, self.view.y) != place:
            self.view.centre_on(*place)
            self.moved()

    def units_changed(self) -> None:
        """Keep up with what is followed, then paint."""
        self._keep_up()
        super().units_changed()

    # -- picking

    def pick(self, thing: Thing) -> None:
        """Choose a thing and tell which."""
        self.choose(thing)
        kind, key = thing
        if kind == "unit" and isinstance(key, int):
            self.unit_picked.emit(key)
        elif kind == "incident":
            self.incident_picked.emit(key)
        elif kind == "camera":
            self.camera_picked.emit(key)
        elif kind == "alert":
            self.alert_picked.emit(key)

    def alert_clicked(self, key: Hashable) -> None:
        """A chip was clicked."""
        self.pick(("alert", key))

    # -- events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of the map."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed, self._dragged = event.position(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the map, or see what is under the pointer."""
        at = event.position()
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            way = self._pressed - at
            if self._dragged or way.manhattanLength() > 4:
                if not self._dragged:
                    self.follow(False)
                    self.setCursor(Qt.CursorShape.ClosedHandCursor)
                self._dragged = True
                self.scene.hovered = None
                self._pressed = at
                self.view.pan(round(way.x()), round(way.y()))
                self.moved()
            return
        self._hover(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click without a drag picks, or lets go of what was chosen."""
        if event.button() is Qt.MouseButton.LeftButton and self._pressed is not None:
            self._pressed = None
            self.unsetCursor()
            if not self._dragged:
                thing = self.scene.thing_at(event.position())
                if thing is not None:
                    self.pick(thing)
                elif self.scene.cluster_at(event.position()) is not None:
                    self.zoom_by(1.5, event.position())
                else:
                    self.choose(None)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Come closer to what was double-clicked."""
        self.zoom_by(1.0, event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Half a step a notch, around the pointer."""
        notches = event.angleDelta().y() / 120
        if notches:
            self.zoom_by(notches / 2, event.position())
            event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer any more."""
        if self.scene.hovered is not None:
            self.scene.hovered = None
            self.update()

    def keys_here(self) -> tuple[KeyHere, ...]:
        """The keys of the map."""
        translate = QCoreApplication.translate
        return (
            KeyHere("← ↑ → ↓", translate("keys", "mover el mapa")),
            KeyHere("+ −", translate("keys", "acercar, alejar")),
            KeyHere("Home", translate("keys", "toda la ciudad")),
            KeyHere("S", translate("keys", "seguir la unidad elegida")),
            KeyHere("Esc", translate("keys", "soltar lo elegido")),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, + and -, Home, S, Esc."""
        key = Qt.Key(event.key())
        if key in _ARROWS:
            self.follow(False)
            self.view.pan(*_ARROWS[key])
            self.moved()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(1.0)
        elif key in (Qt.Key.Key_Minus, Qt.Key.Key_Underscore):
            self.zoom_by(-1.0)
        elif key == Qt.Key.Key_Home:
            self.show_city()
        elif key == Qt.Key.Key_S:
            self.follow(not self._following)
        elif key == Qt.Key.Key_Escape and self.scene.chosen is not None:
            self.choose(None)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring is for the keyboard."""
        self.ring = event.reason() in _KEYBOARD
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No ring without focus."""
        self.ring = False
        self.update()

    def _hover(self, at: QPointF) -> None:
        thing = self.scene.thing_at(at)
        if thing != self.scene.hovered or (thing is not None and thing[0] == "unit"):
            self.scene.hovered = thing
            self.pointer = at
            self.setCursor(Qt.CursorShape.PointingHandCursor if thing else Qt.CursorShape.ArrowCursor)
            self.update()
