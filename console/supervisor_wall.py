"""What the supervisor's wall shows: the server's figures and this desk's picture; what is unknown says so."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt

from backend_client.picture import LinkState, Picture
from console.models.units import unit_limit
from console.presenters.conditions import condition_of, current_until
from console.presenters.supervisor_health import HealthFeed
from console.presenters.supervisor_views import at_rank, window_words
from console.presenters.tiles import Frames
from console.video.source import Frame, TileState
from domain.alert import Alert
from domain.call import CallState
from domain.clock import MINUTE, SECOND, Clock, Micros
from domain.incident import IncidentState
from domain.room_health import LONGEST_WAIT, MOST_ABANDONED, measure_of
from domain.room_health import Figure as FigureTold
from domain.severity import Severity
from domain.unit import FREE
from resources.city import City
from widgets.alert_pane import UNTAKEN
from widgets.look import Look
from widgets.supervisor_wall.city import CityGround
from widgets.supervisor_wall.view import Alarm, CityMark, Figure, OverdueRow, WallView
from widgets.supervisor_wall.wall import SupervisorWall
from widgets.timer import span
from widgets.video_wall.frames import WallTile
from widgets.video_wall.video_wall import VideoWall

if TYPE_CHECKING:
    from domain.unit import Unit

translate = QCoreApplication.translate

SOON: Micros = 5 * MINUTE
LATE_FIGURES: Micros = 3 * SECOND
"""Figures that are older make the whole wall as old as they are."""
ROWS = 8
TILES = 4
COUNTED = (Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW)


def city_ground(city: City) -> CityGround:
    """Return what the wall draws under the incidents."""
    return CityGround(
        outline=tuple(city.outline),
        barrios=tuple(tuple(barrio.outline) for barrio in city.barrios),
        avenues=tuple(tuple(avenue.points) for avenue in city.avenues),
        water=tuple(tuple(water.outline) for water in city.water),
    )


class _Glance:
    """The desk's own pictures, seen once more: the size they are scaled to stays the desk's business."""

    def __init__(self, frames: Frames) -> None:
        self._frames = frames

    def latest(self, tile: int) -> Frame | None:
        """Return the newest picture."""
        return self._frames.latest(tile)

    def state(self, tile: int) -> TileState:
        """Return how the tile is."""
        return self._frames.state(tile)

    def resize(self, tile: int, size: tuple[int, int]) -> None:
        """Leave the size as the desk wants it."""


class WallTiles:
    """The four tiles of the wall: what the desk itself watches."""

    def __init__(self, look: Look, frames: Frames, clock: Clock, picture: Picture) -> None:
        self._frames, self._picture = frames, picture
        self.pane = VideoWall(look, _Glance(frames), clock.monotonic, places=TILES, key="", head=False)
        self.pane.canvas.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._shown: list[WallTile] | None = None

    def follow(self) -> None:
        """Show the cameras that the desk's tiles show."""
        tiles = []
        for number, place in sorted(self._frames.places.items())[:TILES]:
            camera = self._picture.cameras.get(place.camera)
            if camera is not None:
                tiles.append(WallTile(number, camera.label, camera.name, camera.id))
        if tiles != self._shown:
            self._shown = tiles
            self.pane.set_tiles(tiles)


class WallPresenter:
    """Between the picture and the wall."""

    def __init__(
        self,
        picture: Picture,
        clock: Clock,
        look: Look,
        wall: SupervisorWall,
        barrio: Callable[[float, float], str],
        feed: HealthFeed,
        follow_tiles: Callable[[], None],
    ) -> None:
        self._picture, self._clock, self._look, self._wall = picture, clock, look, wall
        self._barrio, self._feed, self._follow_tiles = barrio, feed, follow_tiles
        self._second: Micros = -1
        feed.show(self._wall.isVisible, lambda told: None)

    def time_passes(self) -> None:
        """Once a second the wall says everything anew, where somebody can see it."""
        now = self._picture.server_now()
        if now // SECOND == self._second:
            return
        self._second = now // SECOND
        if self._wall.isVisible():
            self._wall.show_view(self.view())
            self._follow_tiles()

    def view(self) -> WallView:
        """Return what the wall shows now."""
        picture = self._picture
        now, who = picture.server_now(), picture.who
        overdue, late, soon = self._overdue(now)
        marks, counts, placeless = self._incidents()
        units = list(picture.units.values())
        condition = condition_of(picture, self._clock, 0)
        # A live line says something four times a second, and is live no longer when it does not.
        live = picture.link.state is LinkState.LIVE
        as_of = now if live else current_until(picture, self._clock) if picture.link.heard else 0
        told = self._feed.told
        if told is not None and now - told.at > LATE_FIGURES:
            as_of = min(as_of, told.at)
        return WallView(
            room=who.room.name if who is not None else "",
            state=condition.state,
            now=now,
            as_of=as_of,
            alarm=self._alarm(),
            figures=(*self._answered(now), self._queue(now), self._abandoned(now), self._dispatched(now)),
            marks=marks,
            counts=counts,
            placeless=placeless,
            units=len(units),
            available=sum(unit.status in FREE for unit in units),
            overdue=overdue,
            overdue_count=late,
            soon=soon,
            staffing=self._feed.told.staffing if self._feed.told is not None else None,
            exercise=who is not None and who.room.exercise,
        )

    # ---- figures

    def _figure(self, code: str) -> FigureTold | None:
        told = self._feed.told
        return next((one for one in told.figures if one.code == code), None) if told is not None else None

    def _span_words(self) -> str:
        """The last hour, or since when the server knows of calls."""
        told = self._feed.told
        if told is None:
            return translate("wall", "sin servidor") if self._feed.failed else translate("wall", "contando")
        return window_words(told.since, told.at, self._look)

    def _none_words(self) -> str:
        if self._feed.told is None:
            return self._span_words()
        return translate("wall", "ninguna {span}").format(span=self._span_words())

    def _percent(self, share: float) -> str:
        return self._look.locale.toString(share * 100, "f", 1)

    def _answered(self, now: Micros) -> list[Figure]:
        made = []
        for code, rank in (("ring_15", 90), ("ring_20", 95)):
            measure, figure = measure_of(code), self._figure(code)
            assert measure is not None, "both are in the table"
            title = translate("wall", "Atendidas en {s} s").format(s=measure.within // SECOND)
            target = translate("wall", "meta {n} %").format(n=measure.share)
            took = at_rank(figure, rank) if figure is not None else None
            if figure is None or took is None:
                made.append(Figure(title, target, words=self._none_words()))
                continue
            words = translate("wall", "{span} · p{rank} {s} s").format(
                span=self._span_words(), rank=rank, s=self._look.locale.toString(round(took / SECOND))
            )
            share = self._percent(figure.share or 0.0)
            made.append(Figure(title, target, share, "%", words, figure.course, figure.met is False))
        return made

    def _ringing(self) -> list[tuple[Micros, str]]:
        calls = [call for call in self._picture.calls.values() if call.state is CallState.RINGING]
        found = []
        for call in calls:
            place = call.location.value if call.location is not None else None
            found.append((call.ringing_at, self._barrio(place.lat, place.lon) if place is not None else ""))
        return found

    def _queue(self, now: Micros) -> Figure:
        ringing = sorted(self._ringing())
        title = translate("wall", "En cola")
        target = translate("wall", "espera < {s} s").format(s=LONGEST_WAIT // SECOND)
        told = self._feed.told
        history = tuple(float(n) for n in told.queue.depth) if told is not None else ()
        if not ringing:
            return Figure(title, target, "0", words=translate("wall", "nadie espera"), history=history)
        oldest, barrio = ringing[0]
        words = translate("wall", "más antigua {wait}").format(wait=span(now - oldest))
        words = f"{words} · {barrio}" if barrio else words
        count = self._look.locale.toString(len(ringing))
        return Figure(title, target, count, "", words, history, now - oldest > LONGEST_WAIT)

    def _abandoned(self, now: Micros) -> Figure:
        title = translate("wall", "Abandonadas")
        target = translate("wall", "meta < {n} %").format(n=round(MOST_ABANDONED * 100))
        told = self._feed.told
        if told is None or not told.queue.settled:
            return Figure(title, target, words=self._none_words())
        queue = told.queue
        share = queue.abandoned / queue.settled
        words = translate("wall", "{gone} de {all} · {back} rellamadas").format(
            gone=queue.abandoned, all=self._look.locale.toString(queue.settled), back=queue.called_back
        )
        course = queue.abandoned_course
        return Figure(title, target, self._percent(share), "%", words, course, share >= MOST_ABANDONED)

    def _dispatched(self, now: Micros) -> Figure:
        title = translate("wall", "Despacho p90")
        measure, figure = measure_of("dispatch"), self._figure("dispatch")
        assert measure is not None, "it is in the table"
        target = translate("wall", "meta {span}").format(span=_short(measure.within))
        if figure is None or figure.p90 is None:
            words = self._none_words()
            if self._feed.told is not None:
                words = translate("wall", "ninguno {span}").format(span=self._span_words())
            return Figure(title, target, words=words)
        words = translate("wall", "crear a asignar · {span}").format(span=self._span_words())
        return Figure(title, target, _short(figure.p90), "", words, figure.course, figure.met is False)

    # ---- the rest

    def _incidents(self) -> tuple[tuple[CityMark, ...], tuple[tuple[Severity, int], ...], int]:
        marks, placeless = [], 0
        counts = dict.fromkeys(COUNTED, 0)
        for incident in self._picture.incidents.values():
            if incident.state is IncidentState.CLOSED:
                continue
            counts[incident.priority] = counts.get(incident.priority, 0) + 1
            place = incident.place.position
            if place is None:
                placeless += 1
            else:
                marks.append(CityMark(incident.priority, place.lat, place.lon))
        return tuple(marks), tuple(counts.items()), placeless

    def _overdue(self, now: Micros) -> tuple[tuple[OverdueRow, ...], int, int]:
        watched: list[tuple[float, Unit, Micros]] = []
        late = soon = 0
        for unit in self._picture.units.values():
            limit = unit_limit(unit, self._picture)
            if limit is None:
                continue
            left = limit - (now - unit.since)
            late += left <= 0
            soon += 0 < left <= SOON
            if left <= SOON:
                watched.append(((now - unit.since) / limit, unit, limit))
        watched.sort(key=lambda one: -one[0])
        rows = [
            OverdueRow(unit.call_sign, unit.status, unit.since, limit, self._about(unit))
            for _, unit, limit in watched[:ROWS]
        ]
        return tuple(rows), late, soon

    def _about(self, unit: Unit) -> str:
        incident = self._picture.incidents.get(unit.incident) if unit.incident is not None else None
        if incident is None:
            return ""
        number = translate("wall", "INC {number}").format(number=incident.short)
        return f"{number} · {incident.place.address}" if incident.place.address else number

    def _alarm(self) -> Alarm | None:
        untaken: list[Alert] = [a for a in self._picture.alerts.values() if a.state in UNTAKEN]
        if not untaken:
            return None
        worst = min(alert.severity for alert in untaken)
        same = [alert for alert in untaken if alert.severity is worst]
        return Alarm(worst, len(same), min(alert.raised_at for alert in same))


def _short(took: Micros) -> str:
    """1:52."""
    minutes, seconds = divmod(round(took / SECOND), 60)
    return f"{minutes}:{seconds:02}"
