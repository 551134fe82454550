"""The live map's pane: units, incidents, cameras and alerts of the room over the city."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from domain.clock import SECOND, Micros
from widgets.live_map.ground_streets import StreetLines
from widgets.live_map.hands import MapHands
from widgets.live_map.marks import MapAlert, MapCamera, MapIncident
from widgets.live_map.overlays import MapArea, MapRoute
from widgets.live_map.shapes import CityShapes
from widgets.live_map.unit_table import UnitTable
from widgets.look import Look
from widgets.pane import Pane
from widgets.timer import ago


class LiveMap(Pane):
    """Give it a city, a UnitTable and the time; call `units_changed` after writing to the table.

    *Signals:* `unit_picked(row)`, `incident_picked(key)`, `camera_picked(key)`, `alert_picked(key)`;
    `view_changed(south, west, north, east)` in degrees once the view rests; `following_changed(bool)`.
    """

    unit_picked = Signal(int)
    incident_picked = Signal(object)
    camera_picked = Signal(object)
    alert_picked = Signal(object)
    view_changed = Signal(float, float, float, float)
    following_changed = Signal(bool)

    def __init__(
        self, look: Look, parent: QWidget | None = None, *, key: str = "Alt 2", head: bool = True
    ) -> None:
        super().__init__(look, "map-trifold", "", parent, key=key, head=head)
        self.set_title(self.tr("Mapa en vivo"))
        self.set_lacks(self.tr("las unidades pueden haberse movido"))
        self.canvas = MapHands(look, self)
        self.set_body(self.canvas)
        self.canvas.view_changed.connect(self._tell_facts)
        for mine, its in (
            (self.unit_picked, self.canvas.unit_picked),
            (self.incident_picked, self.canvas.incident_picked),
            (self.camera_picked, self.canvas.camera_picked),
            (self.alert_picked, self.canvas.alert_picked),
            (self.view_changed, self.canvas.view_changed),
            (self.following_changed, self.canvas.following_changed),
        ):
            its.connect(mine)

    def show_faded(self, faded: bool) -> None:
        """Old positions are no live map, and its head does not say so."""
        self.set_title(self.tr("Mapa") if faded else self.tr("Mapa en vivo"))

    # -- data

    def set_city(self, shapes: CityShapes) -> None:
        """Draw this city below everything, and show all of it."""
        self.canvas.set_city(shapes)

    def set_streets(self, streets: StreetLines) -> None:
        """Draw these streets between the city's avenues."""
        self.canvas.set_streets(streets)

    def set_units(self, table: UnitTable | None) -> None:
        """Draw the units of this table from now on; None while no positions have come yet."""
        self.canvas.scene.table = table
        self.canvas.units_changed()

    def units_changed(self) -> None:
        """The table was written to: it is painted at once, or at most 0.2 s later."""
        self.canvas.units_changed()

    def set_incidents(self, incidents: Iterable[MapIncident]) -> None:
        """Draw these incidents and no others."""
        self.canvas.scene.incidents = tuple(incidents)
        self.canvas.update()

    def set_areas(self, areas: Iterable[MapArea]) -> None:
        """Draw where callers may be, and nothing else of the kind."""
        self.canvas.scene.areas = tuple(areas)
        self.canvas.update()

    def set_routes(self, routes: Iterable[MapRoute]) -> None:
        """Draw the ways of these units and no others."""
        self.canvas.scene.routes = tuple(routes)
        self.canvas.update()

    def set_cameras(self, cameras: Iterable[MapCamera]) -> None:
        """Draw these cameras and no others."""
        self.canvas.scene.cameras = tuple(cameras)
        self.canvas.update()

    def set_alerts(self, alerts: Iterable[MapAlert]) -> None:
        """Draw these alerts; a protected one becomes a chip that names its barrio."""
        self.canvas.set_alerts(tuple(alerts))

    def set_now(self, now: Micros) -> None:
        """Let time pass: every age is counted from this moment (microseconds UTC)."""
        changed = now // SECOND != self.now // SECOND
        super().set_now(now)
        self.canvas.set_now(now)
        if changed:
            self._tell_facts()

    def _tell_facts(self) -> None:
        scene = self.canvas.scene
        facts = []
        if scene.table is not None:
            count = self.canvas.count_units()
            words = (
                self.tr("1 unidad")
                if count == 1
                else self.tr("{n} unidades").format(n=self.look.locale.toString(count))
            )
            facts.append(("car", words))
        seeing = sum(camera.of_incident for camera in scene.cameras)
        if seeing:
            words = self.tr("1 cámara con vista") if seeing == 1 else self.tr("{n} cámaras con vista")
            facts.append(("video-camera", words.format(n=seeing)))
        age = scene.newest_age()
        if age is not None:
            facts.append(("clock", self.tr("posiciones {ago}").format(ago=ago(age))))
        self.set_facts(tuple(facts))
        self.canvas.setAccessibleDescription(". ".join(words for _, words in facts))

    # -- view

    def choose_unit(self, row: int | None) -> None:
        """Mark a unit as chosen elsewhere (the board); nothing is emitted."""
        self.canvas.choose(None if row is None else ("unit", row))

    def choose_incident(self, key: Hashable | None) -> None:
        """Mark an incident as chosen elsewhere (the queue, the form); nothing is emitted."""
        self.canvas.choose(None if key is None else ("incident", key))

    def follow(self, on: bool = True) -> None:
        """Keep what is chosen in the middle."""
        self.canvas.follow(on)

    def show_place(self, lat: float, lon: float, zoom: float | None = None) -> None:
        """Centre on a point in degrees, at this zoom or the present one."""
        self.canvas.show_place(lat, lon, zoom)

    def show_city(self) -> None:
        """Show the whole city."""
        self.canvas.show_city()
