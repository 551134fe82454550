"""The painted map: ground, cones, incidents, units, cameras, words, and what lies on top."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from domain.clock import SECOND, Micros
from domain.geo import mercator
from widgets.ink import Ink
from widgets.live_map.cards import Card, alert_card, camera_card, incident_card, paint_card, unit_card
from widgets.live_map.furniture import AlertChip, Legend, MapButton, ScaleBar, paint_notice
from widgets.live_map.ground import Ground, GroundPicture, StillPicture
from widgets.live_map.lettering import Taken
from widgets.live_map.mark_layer import MarkLayer
from widgets.live_map.marks import MapAlert, MapCamera, MapIncident
from widgets.live_map.shapes import CityShapes
from widgets.live_map.unit_labels import UnitLabels
from widgets.live_map.unit_layer import NOTHING, Shown, UnitLayer
from widgets.live_map.unit_table import UnitTable
from widgets.live_map.view import MapView
from widgets.look import Look

FRAME_MS = 200
"""Least time between two pictures of moving units: they are told twice a second, cell by cell."""

APART_ZOOM = 15.0
"""From this zoom on units lie over incidents, below it incidents over units: none may vanish in a crowd."""

INSET = 10
"""Pixels between the map's edge and what lies on it."""

Thing = tuple[str, Hashable]
"""What is under the pointer or chosen: ("unit", row), ("incident", key), ("camera", key) or ("alert", key)."""


class MapCanvas(QWidget):
    """Paints; MapHands (its subclass) moves and picks."""

    view_moved = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(QCoreApplication.translate("live_map", "Mapa en vivo"))
        self._look = look
        self.view = MapView(640, 480)
        self.now: Micros = 0
        self.table: UnitTable | None = None
        self.incidents: tuple[MapIncident, ...] = ()
        self.cameras: tuple[MapCamera, ...] = ()
        self.alerts: tuple[MapAlert, ...] = ()
        self.shown: Shown = NOTHING
        self.chosen: Thing | None = None
        self.hovered: Thing | None = None
        self.pointer = QPointF()
        self.frames = 0
        self._shapes: CityShapes | None = None
        self._fitted = False
        self._ground = GroundPicture(None, look)
        self._units = UnitLayer(look)
        self._labels = UnitLabels(look)
        self._marks = MarkLayer(look)
        self._legend = Legend(look)
        self._scale = ScaleBar(look)
        self._still = StillPicture()
        self._chips: list[AlertChip] = []
        self._legend_room = 0
        self._waiting = False
        self._pace = QTimer(self)
        self._pace.setSingleShot(True)
        self._pace.setInterval(FRAME_MS)
        self._pace.timeout.connect(self._paced)
        self.buttons = self._make_buttons()

    def _make_buttons(self) -> dict[str, MapButton]:
        words = (
            ("in", "plus", QCoreApplication.translate("live_map", "Acercar"), "+"),
            ("out", "minus", QCoreApplication.translate("live_map", "Alejar"), "-"),
            ("centre", "crosshair", QCoreApplication.translate("live_map", "Seguir lo elegido"), "S"),
            ("city", "corners-out", QCoreApplication.translate("live_map", "Toda la ciudad"), "Inicio"),
        )
        return {key: MapButton(self._look, icon, name, cap, self) for key, icon, name, cap in words}

    # -- data

    def set_city(self, shapes: CityShapes) -> None:
        """Show this city; the first one is fitted into the view."""
        self._shapes = shapes
        self._ground.change(Ground(self._look, shapes))
        self.view.limit(*shapes.box)
        self.fit_city()

    def fit_city(self) -> None:
        """Show the whole city."""
        if self._shapes is not None:
            self.view.fit(*self._shapes.box, margin=self._look.px(18), foot=self._look.px(34))
            self.moved()

    def units_changed(self) -> None:
        """The table has news: painted now, or with the next picture when one was just painted."""
        if self._pace.isActive():
            self._waiting = True
        else:
            self.update()
            self._pace.start()

    def _paced(self) -> None:
        if self._waiting:
            self._waiting = False
            self.update()
            self._pace.start()

    def set_now(self, now: Micros) -> None:
        """Ages count from here; a new second repaints them."""
        second = now // SECOND != self.now // SECOND
        self.now = now
        if second:
            self.units_changed()

    def newest_age(self) -> Micros | None:
        """Age of the newest position of all, or None when there is none."""
        seen = int(self.table.seen_at[: self.table.size].max(initial=0)) if self.table is not None else 0
        return max(0, self.now - seen) if seen > 0 else None

    def set_alerts(self, alerts: tuple[MapAlert, ...]) -> None:
        """Alerts with a place are drawn; protected ones become chips."""
        self.alerts = alerts
        self._place_chips()
        self.update()

    def moved(self) -> None:
        """The view changed."""
        self._place_chips()
        self.update()
        self.view_moved.emit()

    # -- chips of protected alerts

    def _place_chips(self) -> None:
        hidden = [alert for alert in self.alerts if alert.position is None]
        while len(self._chips) < len(hidden):
            chip = AlertChip(self._look, self)
            chip.clicked.connect(self._chip_clicked)
            self._chips.append(chip)
        bottom = self.height() - self._look.px(INSET)
        left = self._look.px(INSET)
        for chip, alert in zip(self._chips, hidden, strict=False):
            chip.show_alert(alert, self._arrow_to(alert.area))
            chip.show()
        for chip in self._chips[len(hidden) :]:
            chip.hide()
        self._legend_room = self.width() - self._look.px(240)
        shown = self._chips[: len(hidden)]
        if shown:
            self._legend_room -= max(chip.width() for chip in shown) + self._look.px(8)
        left += self._legend.width(self._legend_room)
        for chip in shown:
            chip.move(left, bottom - chip.height())
            bottom -= chip.height() + self._look.px(6)

    def _arrow_to(self, area: str) -> str:
        """Icon that points from the view to a barrio, empty when its middle is in view or it is not known."""
        for barrio in self._shapes.barrios if self._shapes is not None else ():
            if barrio.name == area:
                px, py = self.view.pixel(*barrio.centre)
                if 0 <= px <= self.width() and 0 <= py <= self.height():
                    return ""
                right, down = px - self.width() / 2, py - self.height() / 2
                if abs(right) > abs(down):
                    return "arrow-right" if right > 0 else "arrow-left"
                return "arrow-down" if down > 0 else "arrow-up"
        return ""

    def _chip_clicked(self) -> None:
        chip = self.sender()
        if isinstance(chip, AlertChip) and (alert := chip.alert()) is not None:
            self.alert_clicked(alert.key)

    def alert_clicked(self, key: Hashable) -> None:
        """A subclass tells the world."""

    # -- painting

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The centre stays; the first real size shows the whole city."""
        self.view.resize(self.width(), self.height())
        inset, gap = self._look.px(12), self._look.px(6)
        top = inset
        for button in self.buttons.values():
            button.move(self.width() - inset - button.width(), top)
            top += button.height() + gap
        if not self._fitted and self._shapes is not None:
            self._fitted = True
            self.fit_city()
        else:
            self.moved()

    def paintEvent(self, event: QPaintEvent) -> None:
        """One whole picture."""
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        self.frames += 1
        names = self._still.blit(painter, self._still_key(ratio), self.size(), ratio, self._paint_still)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_units(painter, names, ratio)
        if self.view.zoom < APART_ZOOM:
            self._paint_incidents(painter, ratio)
        self._paint_furniture(painter, ratio)
        self._paint_cards(painter)
        painter.end()

    def _still_key(self, ratio: float) -> tuple[object, ...]:
        still = self.incidents if self.view.zoom >= APART_ZOOM else ()
        view = (self.view.origin, self.view.zoom, self.view.width, self.view.height, self._ground.version)
        return (*view, ratio, self.cameras, still, self._chosen_incident() if still else None)

    def _paint_still(self, painter: QPainter, ratio: float) -> Taken:
        """All that stands still under the units."""
        names = self._ground.blit(painter, self.view, ratio)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._marks.paint_cones(painter, self.view, self.cameras)
        self._marks.paint_cameras(painter, self.view, self.cameras, ratio)
        if self.view.zoom >= APART_ZOOM:
            self._paint_incidents(painter, ratio)
        return names

    def _chosen_incident(self) -> Hashable | None:
        return self.chosen[1] if self.chosen is not None and self.chosen[0] == "incident" else None

    def _paint_incidents(self, painter: QPainter, ratio: float) -> None:
        self._marks.paint_incidents(painter, self.view, self.incidents, self._chosen_incident(), ratio)

    def _paint_units(self, painter: QPainter, names: Taken, ratio: float) -> None:
        taken = self._taken()
        if self.table is None:
            self.shown = NOTHING
            self._marks.paint_alerts(painter, self.view, self.alerts, taken, ratio)
            return
        self.shown = self._units.look_at(self.table, self.view, self.now)
        half = self._units.size(self.shown, self.view) / 2
        self._paint_chosen(painter, half, ratio)
        self._units.paint(painter, self.table, self.view, self.shown, ratio)
        self._marks.paint_alerts(painter, self.view, self.alerts, taken, ratio)
        picked = (self.chosen, self.hovered)
        first = frozenset(
            thing[1] for thing in picked if thing and thing[0] == "unit" and isinstance(thing[1], int)
        )
        self._labels.paint(painter, self.table, self.view, self.shown, taken, names, half, ratio, first, self.now)

    def _taken(self) -> Taken:
        """Places where no call sign may stand: buttons, legend, scale, incidents."""
        taken = Taken(self.width(), self.height())
        column = next(iter(self.buttons.values()))
        taken.take(column.x(), 0, self.width(), self.height() * 0.4)
        taken.take(0, self.height() - self._look.px(46), self.width(), self.height())
        half = self._marks.incident_size(self.view) / 2 + 2
        for incident in self.incidents:
            px, py = self.view.pixel_of(incident.position.value.lat, incident.position.value.lon)
            taken.take(px - half, py - half, px + half, py + half)
        return taken

    def _paint_chosen(self, painter: QPainter, half: float, ratio: float) -> None:
        if self.chosen is None or self.chosen[0] != "unit" or self.table is None:
            return
        row = self.chosen[1]
        place = self.shown.place(row) if isinstance(row, int) else None
        if place is None or not isinstance(row, int):
            return
        metres = float(self.table.accuracy[row])
        radius = metres / self.view.metres_per_pixel if metres == metres else 0.0
        self._marks.paint_accuracy(painter, *place, max(radius, half + self._look.px(7)), ratio)

    def _paint_furniture(self, painter: QPainter, ratio: float) -> None:
        look, inset = self._look, self._look.px(INSET)
        ink = Ink(painter, look)
        bottom = self.height() - inset
        legend = self._legend.pixmap(self._legend_room, ratio)
        if legend is not None:
            painter.drawPixmap(QPointF(inset, bottom - round(legend.height() / ratio)), legend)
        right = self.width() - inset - look.px(6)
        self._scale.paint(painter, right, bottom, self.view.metres_per_pixel, ratio)
        notice = self.notice()
        if notice:
            paint_notice(ink, QRectF(self.rect()), notice)

    def notice(self) -> str:
        """The sentence over the map when there is nothing to see on it."""
        if self.table is None:
            return QCoreApplication.translate("live_map", "Esperando las posiciones")
        if not self.shown.row.size:
            return QCoreApplication.translate("live_map", "Sin unidades en vista")
        return ""

    def _paint_cards(self, painter: QPainter) -> None:
        room = QRectF(self.rect()).adjusted(8, 8, -8, -8)
        if self.chosen is not None and self.chosen != self.hovered:
            card, at = self.card(self.chosen), self.place(self.chosen)
            if card is not None and at is not None and room.contains(at):
                paint_card(painter, self._look, card, at, room)
        if self.hovered is not None:
            card = self.card(self.hovered)
            if card is not None:
                paint_card(painter, self._look, card, self.pointer, room)

    # -- things on the map

    def card(self, thing: Thing) -> Card | None:
        """What is to be said about a thing, or None when it is gone."""
        kind, key = thing
        if kind == "unit":
            if self.table is None or not isinstance(key, int) or not 0 <= key < self.table.size:
                return None
            known = self.table.present[key] and self.table.seen_at[key] > 0
            return unit_card(self.table, key, self.now) if known else None
        mark = self.mark(thing)
        if isinstance(mark, MapIncident):
            return incident_card(mark, self.now)
        if isinstance(mark, MapCamera):
            return camera_card(mark, self._look)
        return alert_card(mark, self.now) if mark is not None else None

    def mark(self, thing: Thing) -> MapIncident | MapCamera | MapAlert | None:
        """The incident, camera or alert of this key."""
        kind, key = thing
        marks = {"incident": self.incidents, "camera": self.cameras, "alert": self.alerts}.get(kind, ())
        return next((mark for mark in marks if mark.key == key), None)

    def place(self, thing: Thing) -> QPointF | None:
        """Pixel of a thing, or None when it has no place."""
        if thing[0] == "unit":
            found = self.shown.place(thing[1]) if isinstance(thing[1], int) else None
            return QPointF(*found) if found is not None else None
        mark = self.mark(thing)
        position = mark.position if mark is not None else None
        if position is None:
            return None
        value = getattr(position, "value", position)
        return QPointF(*self.view.pixel(*mercator(value.lat, value.lon)))
