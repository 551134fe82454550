"""What is on the map and where: units, marks, the time, what is chosen and what is under the pointer."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QPointF

from domain.clock import Micros
from domain.geo import mercator
from widgets.live_map.cards import Card, alert_card, camera_card, incident_card, unit_card
from widgets.live_map.clusters import Cluster
from widgets.live_map.marks import MapAlert, MapCamera, MapIncident
from widgets.live_map.overlays import MapArea, MapRoute
from widgets.live_map.unit_layer import NOTHING, Shown
from widgets.live_map.unit_table import UnitTable
from widgets.live_map.view import MapView
from widgets.look import Look

REACH = 16
"""Pixels from a mark's middle within which a click means it."""

Thing = tuple[str, Hashable]
"""("unit", row), ("incident", key), ("camera", key) or ("alert", key): chosen, or under the pointer."""


class Scene:
    """The map's data; it paints nothing and moves nothing."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self.view = MapView(640, 480)
        self.now: Micros = 0
        self.table: UnitTable | None = None
        self.incidents: tuple[MapIncident, ...] = ()
        self.cameras: tuple[MapCamera, ...] = ()
        self.alerts: tuple[MapAlert, ...] = ()
        self.areas: tuple[MapArea, ...] = ()
        self.routes: tuple[MapRoute, ...] = ()
        self.shown: Shown = NOTHING
        self.clusters: list[Cluster] = []
        self.chosen: Thing | None = None
        self.hovered: Thing | None = None

    def newest_age(self) -> Micros | None:
        """Age of the newest position of all, or None when there is none."""
        seen = int(self.table.seen_at[: self.table.size].max(initial=0)) if self.table is not None else 0
        return max(0, self.now - seen) if seen > 0 else None

    def knows_row(self, row: Hashable) -> bool:
        """Whether a row of the table is a unit with a known place."""
        table = self.table
        if table is None or not isinstance(row, int) or not 0 <= row < table.size:
            return False
        return bool(table.present[row]) and int(table.seen_at[row]) > 0

    def chosen_key(self, kind: str) -> Hashable | None:
        """Key of what is chosen, when it is of this kind."""
        return self.chosen[1] if self.chosen is not None and self.chosen[0] == kind else None

    def foremost_rows(self) -> frozenset[int]:
        """Rows of units that are chosen or under the pointer: named before all others."""
        things = [thing for thing in (self.chosen, self.hovered) if thing is not None and thing[0] == "unit"]
        return frozenset(key for _, key in things if isinstance(key, int))

    def mark(self, thing: Thing) -> MapIncident | MapCamera | MapAlert | None:
        """The incident, camera or alert of this key."""
        kind, key = thing
        marks: tuple[MapIncident | MapCamera | MapAlert, ...] = ()
        if kind == "incident":
            marks = self.incidents
        elif kind == "camera":
            marks = self.cameras
        elif kind == "alert":
            marks = self.alerts
        return next((mark for mark in marks if mark.key == key), None)

    def place(self, thing: Thing) -> tuple[float, float] | None:
        """Mercator place of a thing, or None when it is gone or has none."""
        kind, key = thing
        if kind == "unit":
            if self.table is None or not isinstance(key, int) or not self.knows_row(key):
                return None
            return float(self.table.x[key]), float(self.table.y[key])
        mark = self.mark(thing)
        if mark is None or mark.position is None:
            return None
        position = mark.position if isinstance(mark, MapCamera) else mark.position.value
        return mercator(position.lat, position.lon)

    def pixel(self, thing: Thing) -> QPointF | None:
        """Where a thing is on the screen; it may lie outside the view."""
        place = self.place(thing)
        return QPointF(*self.view.pixel(*place)) if place is not None else None

    def thing_at(self, at: QPointF) -> Thing | None:
        """What a click at this pixel means: units before incidents before alerts before cameras."""
        row = self.shown.at(at.x(), at.y(), REACH)
        if row is not None:
            return "unit", row
        for kind, marks in (("incident", self.incidents), ("alert", self.alerts), ("camera", self.cameras)):
            for mark in marks:
                place = self.pixel((kind, mark.key))
                if place is not None and (place - at).manhattanLength() <= REACH:
                    return kind, mark.key
        return None

    def cluster_at(self, at: QPointF) -> Cluster | None:
        """The cluster under a pixel."""
        near = (one for one in self.clusters if (QPointF(one.px, one.py) - at).manhattanLength() <= REACH)
        return next(near, None)

    def mark_pixels(self) -> list[tuple[float, float]]:
        """Where marks are that a card should not hide: incidents and cameras of tiles thrice, units once."""
        found = list(zip(self.shown.px.tolist(), self.shown.py.tolist(), strict=True))[:400]
        for incident in self.incidents:
            found += [self.view.pixel_of(incident.position.value.lat, incident.position.value.lon)] * 3
        for camera in self.cameras:
            if camera.tile is not None or camera.of_incident:
                found += [self.view.pixel_of(camera.position.lat, camera.position.lon)] * 3
        return found

    def card(self, thing: Thing) -> Card | None:
        """What is to be said about a thing, or None when it is gone."""
        kind, key = thing
        if kind == "unit":
            if self.table is None or not isinstance(key, int) or not self.knows_row(key):
                return None
            return unit_card(self.table, key, self.now)
        mark = self.mark(thing)
        if isinstance(mark, MapIncident):
            return incident_card(mark, self.now)
        if isinstance(mark, MapCamera):
            return camera_card(mark, self._look)
        return alert_card(mark, self.now) if mark is not None else None
