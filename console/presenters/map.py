"""The live map: positions as columns, incidents, cameras and alerts as marks, the view as what is watched."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from uuid import UUID

import numpy as np
from msgspec.structs import replace

from backend_client.picture import Look, Picture
from backend_client.positions import Indexes
from console.choice import inc
from domain.alert import Alert, AlertState
from domain.call import Call
from domain.camera import Camera
from domain.clock import SECOND, Clock
from domain.geo import distance_m
from domain.incident import Incident, IncidentState
from domain.observed import Observed, Source
from domain.place import Position
from domain.recommendation import RankedUnit, Standing
from domain.unit import Unit
from domain.wire import Watch
from widgets.alert_words import alert_words
from widgets.incident_types import type_word
from widgets.live_map.live_map import LiveMap
from widgets.live_map.marks import MapAlert, MapCamera, MapIncident
from widgets.live_map.overlays import MapArea, MapRoute
from widgets.live_map.unit_table import UnitTable

MOST_WAYS = 3
"""Ways of units that should go: more would be a knot."""
NEAR_M = 350.0
"""Cameras within so many metres of the call in hand are shown with their cone."""


MARKED = frozenset({AlertState.UNACKNOWLEDGED, AlertState.ACKNOWLEDGED})
"""Alerts that are marked on the map: nobody has settled them or put them aside."""

EVERYWHERE = Watch(south=-85.0, west=-180.0, north=85.0, east=180.0)


class MapPresenter:
    """Between the picture and the map's pane. `watch` is told which part of the city is shown."""

    def __init__(
        self,
        picture: Picture,
        clock: Clock,
        pane: LiveMap,
        watch: Callable[[Watch], None],
        picked_unit: Callable[[UUID], None],
        picked_camera: Callable[[UUID], None],
    ) -> None:
        self._picture = picture
        self._clock = clock
        self._pane = pane
        self._watch = watch
        self._picked_unit = picked_unit
        self.table = UnitTable()
        self._index: dict[UUID, int] = {}
        self.active: UUID | None = None
        self.place_of: Callable[[Call], Position | None] = lambda call: None
        """Where the words of a call's form are, when that is certain; see desk_places."""
        self._chosen: UUID | None = None
        self._tiles: dict[UUID, int] = {}
        self._alert_marks: dict[UUID, MapAlert] = {}
        self._view: Watch | None = None
        self._wide = False
        self._ends = (
            picture.units.subscribe(self._units),
            picture.positions.subscribe(self._positions),
            picture.incidents.subscribe(lambda _: self._incidents()),
            picture.calls.subscribe(self._calls),
            picture.cameras.subscribe(lambda _: self._cameras()),
            picture.alerts.subscribe(self._alerts),
        )
        pane.set_units(self.table)
        pane.view_changed.connect(self._moved)
        pane.unit_picked.connect(self._unit_picked)
        pane.camera_picked.connect(picked_camera)
        self.refresh()

    def close(self) -> None:
        """Follow the picture no more."""
        for end in self._ends:
            end()

    def refresh(self) -> None:
        """Take everything from the picture anew."""
        self._units([unit.id for unit in self._picture.units.values()])
        self._positions(self._picture.positions.known())
        self._incidents()
        self._cameras()
        self._alerts([alert.id for alert in self._picture.alerts.values()])

    def set_active(self, call: UUID | None) -> None:
        """The call in the form: its place is a draft on the map, the cameras near it show what they see."""
        self.active = call
        self._incidents()
        self._cameras()

    def place_written(self) -> None:
        """The words of the form are somewhere else: the draft goes there, and so does a map that is not."""
        call = self._picture.calls.get(self.active) if self.active else None
        if call is None or call.incident is not None:
            return
        self._incidents()
        self._cameras()
        here, view = self.place_of(call), self._view
        if here is None or view is None:
            return
        if not (view.south < here.lat < view.north and view.west < here.lon < view.east):
            self._pane.show_place(here.lat, here.lon)

    def set_tiles(self, shown: Iterable[UUID]) -> None:
        """Which cameras the tiles show, in order: they carry the tile's number."""
        self._tiles = {camera: number for number, camera in enumerate(shown, 1)}
        self._cameras()

    def show_unit(self, unit: UUID, centre: bool = False) -> None:
        """Mark a unit that was chosen elsewhere."""
        index = self._index.get(unit)
        self._pane.choose_unit(index)
        if centre:
            self._pane.follow(True)

    def moving(self, within_s: float = 10.0) -> int:
        """Return how many units were driving at their last fix, if that is younger than so many seconds."""
        positions = self._picture.positions
        young = positions.present & (positions.ages(self._clock.monotonic()) < within_s)
        return int(np.count_nonzero(young & (positions.speed > 0)))

    # ---- from the picture ------------------------------------------------------------------------------

    def _units(self, keys: list[UUID]) -> None:
        for key in keys:
            unit = self._picture.units.get(key)
            before = self._index.get(key)
            if unit is None:
                if before is not None and self._picture.unit_at(before) is None:
                    self.table.remove(before)
                self._index.pop(key, None)
            else:
                self._put(unit)
        self._pane.units_changed()

    def _put(self, unit: Unit) -> None:
        self._index[unit.id] = unit.index
        self.table.put_unit(unit.index, unit.call_sign, unit.agency, unit.status)

    def _positions(self, changed: Indexes) -> None:
        positions = self._picture.positions
        rows = changed[positions.present[changed]]
        if not len(rows):
            return
        ages = positions.ages(self._clock.monotonic())[rows]
        seen = self._picture.server_now() - (ages * SECOND).astype(np.int64)
        self.table.put_fixes(
            rows,
            positions.x[rows],
            positions.y[rows],
            seen,
            positions.heading[rows],
            positions.accuracy[rows],
            positions.speed[rows],
            positions.flags[rows],
        )
        self._pane.units_changed()

    def _calls(self, keys: list[UUID]) -> None:
        if self.active in keys:
            self._incidents()

    def _incidents(self) -> None:
        marks = [
            mark
            for incident in self._picture.incidents.values()
            if incident.state is not IncidentState.CLOSED and (mark := self._incident(incident))
        ]
        call = self._picture.calls.get(self.active) if self.active else None
        area = _area(call) if call is not None else None
        if call is not None and call.incident is None and (mark := self._draft(call, area is not None)):
            marks.append(mark)
        self._pane.set_incidents(marks)
        self._pane.set_areas(() if area is None else (area,))

    def _incident(self, incident: Incident) -> MapIncident | None:
        position = incident.place.position
        if position is None:
            return None
        return MapIncident(
            key=incident.id,
            number=inc(incident),
            title=type_word(incident.type_code) or incident.place.address,
            severity=incident.priority,
            position=said(position, incident.created_at),
            since=incident.created_at,
            detail=incident.place.address,
            draft=self._picture.look(incident.id) is Look.PROVISIONAL,
        )

    def choose(self, incident: UUID | None) -> None:
        """Mark an incident that was chosen elsewhere; a unit that is chosen meanwhile stays so."""
        if incident is not None and incident != self._chosen:
            self._pane.choose_incident(incident)
        self._chosen = incident

    def show_ways(self, rows: Iterable[RankedUnit]) -> None:
        """Draw the ways of those who go to the chosen incident, and of the first who should."""
        goes = [(row, row.standing is Standing.ASSIGNED) for row in rows if row.route]
        first = [pair for pair in goes if not pair[1]][:MOST_WAYS]
        shown = [*(pair for pair in goes if pair[1]), *first]
        self._pane.set_routes(MapRoute.of(row.unit, row.route, sent) for row, sent in shown)

    def _cameras(self) -> None:
        here = self._active_place()
        self._pane.set_cameras([self._camera(camera, here) for camera in self._picture.cameras.values()])

    def _camera(self, camera: Camera, here: Position | None) -> MapCamera:
        tile = self._tiles.get(camera.id)
        near = here is not None and _metres(camera.position, here) <= NEAR_M
        return MapCamera(
            key=camera.id,
            label=camera.label,
            name=camera.name,
            position=camera.position,
            state=camera.state,
            since=camera.since,
            heading=camera.heading,
            view=camera.view,
            tile=tile,
            of_incident=near,
        )

    def _alerts(self, keys: Iterable[UUID]) -> None:
        for key in keys:
            alert = self._picture.alerts.get(key)
            shown = alert is not None and alert.state in MARKED
            mark = _alert(alert) if alert is not None and shown else None
            if mark is not None:
                self._alert_marks[key] = mark
            else:
                self._alert_marks.pop(key, None)
        self._pane.set_alerts(list(self._alert_marks.values()))

    def _active_place(self) -> Position | None:
        call = self._picture.calls.get(self.active) if self.active else None
        if call is None:
            return None
        return self.place_of(call) or (call.location.value if call.location is not None else None)

    def _draft(self, call: Call, has_area: bool) -> MapIncident | None:
        """The call as a mark where its words are, else where its telephone is.

        Where its area is drawn, the circle of its accuracy is not drawn besides.
        """
        since = call.answered_at or call.ringing_at
        written = self.place_of(call)
        position = said(written, since) if written is not None else call.location
        if position is None:
            return None
        return MapIncident(
            key=call.id,
            number=str(call.short),
            title=type_word(call.draft.type_code) or call.draft.place or call.address,
            severity=call.draft.priority or call.priority,
            position=replace(position, accuracy=None) if has_area else position,
            since=since,
            detail=call.draft.place or call.address,
            draft=True,
        )

    # ---- from the pane ---------------------------------------------------------------------------------

    def _moved(self, south: float, west: float, north: float, east: float) -> None:
        self._view = Watch(
            south=max(south, -85.0), west=max(west, -180.0), north=min(north, 85.0), east=min(east, 180.0)
        )
        if not self._wide:
            self._watch(self._view)

    def set_wide(self, wide: bool) -> None:
        """While every unit is shown with its age (the board), all are followed, wherever the map looks."""
        if wide == self._wide:
            return
        self._wide = wide
        view = EVERYWHERE if wide else self._view
        if view is not None:
            self._watch(view)

    def _unit_picked(self, row: int) -> None:
        unit = self._picture.unit_at(row)
        if unit is not None:
            self._picked_unit(unit.id)


def said(position: Position, at: int) -> Observed[Position]:
    """Return a place that a person gave, as an observation of that moment."""
    return Observed(value=position, at=at, received_at=at, source=Source.OPERATOR)


def _metres(one: Position, other: Position) -> float:
    return distance_m(one.lat, one.lon, other.lat, other.lon)


def _area(call: Call) -> MapArea | None:
    if call.area is None:
        return None
    return MapArea.of(call.id, call.area, call.draft.priority or call.priority)


def _alert(alert: Alert) -> MapAlert | None:
    if alert.position is None and not alert.area:
        return None
    return MapAlert(
        key=alert.id,
        text=alert_words(alert.kind, alert.params, alert.area, alert.protected)[0],
        severity=alert.severity,
        since=alert.raised_at,
        position=None if alert.protected else alert.position,
        area=alert.area,
        protected=alert.protected,
    )
