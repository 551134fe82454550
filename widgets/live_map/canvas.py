"""The painted map: ground, cones, incidents, units, cameras, words, and what lies on top."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from domain.clock import SECOND, Micros
from widgets.ink import Ink
from widgets.live_map.cards import Card, card_area, paint_card
from widgets.live_map.chips import ChipRow
from widgets.live_map.clusters import CELL, ClusterLayer, gather
from widgets.live_map.furniture import Legend, MapButton, ScaleBar, paint_notice
from widgets.live_map.ground import Ground, GroundPicture, StillPicture
from widgets.live_map.ground_streets import StreetLines
from widgets.live_map.lettering import Taken
from widgets.live_map.mark_layer import MarkLayer
from widgets.live_map.marks import MapAlert
from widgets.live_map.overlays import OverlayLayer
from widgets.live_map.scene import Scene
from widgets.live_map.shapes import CityShapes
from widgets.live_map.unit_labels import UnitLabels
from widgets.live_map.unit_layer import NOTHING, UnitLayer
from widgets.look import Look

FRAME_MS = 200
"""Least time between two pictures of moving units: they are told twice a second, cell by cell."""

GROUND_MS = 40
"""The ground is drawn sharp once the zoom has rested for so long; until then the old one is stretched."""

STEP_MS = 15
"""Between two steps of what is drawn before it is needed."""

APART_ZOOM = 16.5
"""From this zoom on units lie over incidents, below it incidents over units: none may vanish in a crowd."""

LEAST_CARD = 140
"""Pixels that a card needs at 100 %, or it is left out."""
INSET = 10
"""Pixels between the map's edge and what lies on it."""


class MapCanvas(QWidget):
    """Paints a Scene; MapHands, its subclass, moves the view and picks.

    *Signals:* `view_moved` whenever the view changes.
    """

    view_moved = Signal()

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(QCoreApplication.translate("live_map", "Mapa en vivo"))
        self._look = look
        self.scene = Scene(look)
        self.view = self.scene.view
        self.pointer = QPointF()
        self.ring = False
        self.frames = 0
        self.in_view = 0
        self._shapes: CityShapes | None = None
        self._fitted = False
        self._ground = GroundPicture(look)
        self._still = StillPicture()
        self._units = UnitLayer(look)
        self._clusters = ClusterLayer(look)
        self._labels = UnitLabels(look)
        self._marks = MarkLayer(look)
        self._over = OverlayLayer(look)
        self._legend = Legend(look)
        self._scale = ScaleBar(look)
        self._whole: tuple[float, float, float] | None = None
        """Where the view stood when the whole city was last fitted into it."""
        self._chips = ChipRow(look, self, self.alert_clicked)
        self._legend_room = 0
        self._waiting = False
        self._pace = self._timer(FRAME_MS, self._paced)
        self._sharpen = self._timer(GROUND_MS, self._draw_ground)
        self._preparing: Iterator[None] | None = None
        self._prepare = self._timer(STEP_MS, self._prepare_more)
        self.buttons = self._make_buttons()

    def _timer(self, interval: int, then: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        timer.timeout.connect(then)
        return timer

    def _make_buttons(self) -> dict[str, MapButton]:
        words = (
            ("in", "plus", QCoreApplication.translate("live_map", "Acercar"), "+"),
            ("out", "minus", QCoreApplication.translate("live_map", "Alejar"), "-"),
            ("centre", "crosshair", QCoreApplication.translate("live_map", "Seguir lo elegido"), "S"),
            (
                "city",
                "corners-out",
                QCoreApplication.translate("live_map", "Toda la ciudad"),
                QCoreApplication.translate("live_map", "Inicio"),
            ),
        )
        return {key: MapButton(self._look, icon, name, cap, self) for key, icon, name, cap in words}

    # -- data

    def set_city(self, shapes: CityShapes) -> None:
        """Show this city; the first one is fitted into the view."""
        self._shapes = shapes
        self._ground.change(Ground(self._look, shapes))
        self.view.limit(*shapes.box)
        self.fit_city()

    def set_streets(self, streets: StreetLines) -> None:
        """Draw these streets between the city's avenues; they come later than the city."""
        if self._shapes is not None:
            self._ground.change(Ground(self._look, self._shapes, streets))
            self.update()

    def settle(self) -> None:
        """A place was asked for: the first real size no longer shows the whole city."""
        self._fitted = True

    def fit_city(self) -> None:
        """Show the whole city."""
        if self._shapes is not None:
            self.view.fit(*self._shapes.box, margin=self._look.px(18), foot=self._look.px(34))
            self._whole = (self.view.x, self.view.y, self.view.zoom)
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
        second = now // SECOND != self.scene.now // SECOND
        self.scene.now = now
        if second:
            self.units_changed()

    def set_alerts(self, alerts: tuple[MapAlert, ...]) -> None:
        """Alerts with a place are drawn; the others become chips."""
        self.scene.alerts = alerts
        self._place_chips()
        self.update()

    def count_units(self) -> int:
        """How many units are in view, clusters included, also before the first picture."""
        scene = self.scene
        return int(self._units.look_at(scene.table, self.view, scene.now).row.size) if scene.table else 0

    def moved(self) -> None:
        """The view changed."""
        self._place_chips()
        self.update()
        self.view_moved.emit()

    def _place_chips(self) -> None:
        barrios = self._shapes.barrios if self._shapes is not None else ()
        inset = self._look.px(INSET)
        self._legend_room = self._chips.place(self.scene.alerts, barrios, self.view, self._legend, inset)
        for button in self.buttons.values():  # none by half, or under a chip: every one of them has a key
            place = button.geometry()
            button.setVisible(self.rect().contains(place) and not self._chips.covers(place))

    def alert_clicked(self, key: Hashable) -> None:
        """A subclass tells the world."""

    # -- painting

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The centre stays; the first real size shows the whole city."""
        whole = self._whole == (self.view.x, self.view.y, self.view.zoom)
        self.view.resize(self.width(), self.height())
        inset, gap = self._look.px(12), self._look.px(6)
        top = inset
        for button in self.buttons.values():
            button.move(self.width() - inset - button.width(), top)
            top += button.height() + gap
        if (whole or not self._fitted) and self._shapes is not None:  # the whole city stays the whole city
            self._fitted = True
            self.fit_city()
        else:
            self.moved()

    def changeEvent(self, event: QEvent) -> None:
        """Another screen has other pixels."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """One whole picture."""
        painter = QPainter(self)
        ratio = self.devicePixelRatioF()
        self.frames += 1
        if self._preparing is None and not self._prepare.isActive():
            self._prepare.start()
        names = self._still.blit(painter, self._still_key(ratio), self.size(), ratio, self._paint_still)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_units(painter, names, ratio)
        if self.view.zoom < APART_ZOOM:
            self._paint_incidents(painter, ratio)
        self._paint_furniture(painter, ratio)
        self._paint_cards(painter)
        if self.ring:
            width = self._look.size("size.focus_width")
            Ink(painter, self._look).box(QRectF(self.rect()), 0, "", "focus.ring", width)
        painter.end()

    def _prepare_more(self) -> None:
        """Once the first picture stands, what the next zoom needs is drawn step by step."""
        if self._preparing is None:
            self._preparing = self._units.preparing(self.devicePixelRatioF())
        for _ in self._preparing:
            self._prepare.start()
            return

    def _draw_ground(self) -> None:
        self._ground.draw(self.view, self.devicePixelRatioF())
        self.update()

    def _still_key(self, ratio: float) -> tuple[object, ...]:
        scene, view = self.scene, self.view
        incidents = (scene.incidents, scene.chosen_key("incident")) if view.zoom >= APART_ZOOM else ()
        over = (scene.cameras, scene.areas, scene.routes, incidents)
        return (view.origin, view.zoom, self.size(), self._ground.version, ratio, over)

    def _paint_still(self, painter: QPainter, ratio: float) -> Taken:
        """All that stands still under the units."""
        names = self._ground.blit(painter, self.view, ratio)
        if self._ground.behind:
            self._sharpen.start()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._over.paint_areas(painter, self.view, self.scene.areas, names, ratio)
        self._marks.paint_cones(painter, self.view, self.scene.cameras)
        self._over.paint_routes(painter, self.view, self.scene.routes)
        self._marks.paint_cameras(painter, self.view, self.scene.cameras, ratio)
        if self.view.zoom >= APART_ZOOM:
            self._paint_incidents(painter, ratio)
        return names

    def _paint_incidents(self, painter: QPainter, ratio: float) -> None:
        scene = self.scene
        self._marks.paint_incidents(painter, self.view, scene.incidents, scene.chosen_key("incident"), ratio)

    def _paint_units(self, painter: QPainter, names: Taken, ratio: float) -> None:
        scene, taken = self.scene, self._taken()
        if scene.table is None:
            scene.shown, scene.clusters, self.in_view = NOTHING, [], 0
            self._marks.paint_alerts(painter, self.view, scene.alerts, taken, ratio)
            return
        shown = self._units.look_at(scene.table, self.view, scene.now)
        self.in_view = int(shown.row.size)
        cell = self._look.px(CELL)
        scene.shown, scene.clusters = gather(shown, self.view, cell, scene.foremost_rows())
        half = self._units.size(shown, self.view) / 2
        self._paint_chosen(painter, half, ratio)
        self._clusters.paint(painter, scene.clusters, ratio)
        self._units.paint(painter, scene.table, self.view, scene.shown, half * 2, ratio)
        self._marks.paint_alerts(painter, self.view, scene.alerts, taken, ratio)
        self._labels.paint(painter, scene, taken, names, half, ratio)

    def _taken(self) -> Taken:
        """Places where no call sign may stand: buttons, legend, scale, incidents."""
        taken = Taken(self.width(), self.height())
        column = next(iter(self.buttons.values()))
        taken.take(column.x(), 0, self.width(), self.height() * 0.4)
        taken.take(0, self.height() - self._look.px(46), self.width(), self.height())
        half = self._marks.incident_size(self.view) / 2 + 2
        for incident in self.scene.incidents:
            px, py = self.view.pixel_of(incident.position.value.lat, incident.position.value.lon)
            taken.take(px - half, py - half, px + half, py + half)
        self._marks.take_cameras(taken, self.view, self.scene.cameras)
        return taken

    def _paint_chosen(self, painter: QPainter, half: float, ratio: float) -> None:
        """The circle within which the chosen unit is, never smaller than a ring around its symbol."""
        row, table = self.scene.chosen_key("unit"), self.scene.table
        place = self.scene.shown.place(row) if isinstance(row, int) else None
        if place is None or table is None or not isinstance(row, int):
            return
        metres = float(table.accuracy[row])
        radius = metres / self.view.metres_per_pixel if metres == metres else 0.0
        self._marks.paint_accuracy(painter, *place, max(radius, half + self._look.px(7)), ratio)

    def _paint_furniture(self, painter: QPainter, ratio: float) -> None:
        inset = self._look.px(INSET)
        bottom = self.height() - inset
        legend = self._legend.pixmap(self._legend_room, ratio)
        if legend is not None:
            painter.drawPixmap(QPointF(inset, bottom - round(legend.height() / ratio)), legend)
        right = self.width() - inset - self._look.px(6)
        self._scale.paint(painter, right, bottom, self.view.metres_per_pixel, ratio)
        notice = self.notice()
        if notice:
            paint_notice(Ink(painter, self._look), QRectF(self.rect()), notice)

    def notice(self) -> str:
        """The sentence over the map when there is nothing to see on it."""
        if self.scene.table is None:
            return QCoreApplication.translate("live_map", "Esperando las posiciones")
        if not self.in_view:
            return QCoreApplication.translate("live_map", "Sin unidades en vista")
        return ""

    def _paint_cards(self, painter: QPainter) -> None:
        scene, edge = self.scene, self._look.px(8)
        # Buttons and chips lie over whatever is painted: cards keep clear of their column and their row.
        column = self.width() - next(iter(self.buttons.values())).x() + edge
        room = QRectF(self.rect()).adjusted(edge, edge, -column, -self._look.px(48))
        if scene.chosen is not None and scene.chosen != scene.hovered:
            card, at = scene.card(scene.chosen), scene.pixel(scene.chosen)
            if card is not None and at is not None and room.contains(at):
                self._paint_card(painter, card, at, room)
        if scene.hovered is not None and (card := scene.card(scene.hovered)) is not None:
            self._paint_card(painter, card, self.pointer, room)

    def _paint_card(self, painter: QPainter, card: Card, at: QPointF, room: QRectF) -> None:
        if room.width() < self._look.px(LEAST_CARD) or room.height() < self._look.px(LEAST_CARD) / 2:
            return  # a map of the size of a stamp: the board and the alerts say the same
        area = card_area(self._look, card, at, room, self.scene.mark_pixels())
        paint_card(painter, self._look, card, area)
