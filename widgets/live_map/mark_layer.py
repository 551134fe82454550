"""Incidents, cameras and circles of uncertainty on the map."""

from __future__ import annotations

from functools import partial
from math import cos, radians, sin

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QRadialGradient

from domain.camera import CameraState
from domain.severity import Severity
from widgets.live_map.lettering import Taken, WordBook
from widgets.live_map.marks import MapAlert, MapCamera, MapIncident
from widgets.live_map.view import MapView
from widgets.look import Look
from widgets.severity import key as severity_key
from widgets.severity import paint_mark
from widgets.stamps import Stamps

INCIDENT, INCIDENT_SMALL, ALERT, CAMERA, TILE = 28, 18, 20, 15, 18
"""Sizes of marks, pixels at 100 %."""

CLOSE_ZOOM = 13.0
CAMERA_ZOOM = 12.0
"""Below it only cameras that show something (a tile, the incident) are drawn."""

CAMERA_DOTS = 60
"""From so many cameras in view on, those that show nothing are dots."""

LARGEST_STAMP = 120
"""Rings of a larger radius (pixels) are drawn anew: they are rare and would fill the memory."""

_CAMERA_TINT = {
    CameraState.LIVE: "text.secondary",
    CameraState.STALE: "link.stale",
    CameraState.DOWN: "link.lost",
    CameraState.UNKNOWN: "text.tertiary",
}


class MarkLayer:
    """Paints what units move among; every place was given with its age."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._words = WordBook(look)
        self._stamps = Stamps()

    def incident_size(self, view: MapView) -> int:
        """Height of an incident's mark, pixels."""
        return self._look.px(INCIDENT if view.zoom >= CLOSE_ZOOM else INCIDENT_SMALL)

    def paint_cones(self, painter: QPainter, view: MapView, cameras: tuple[MapCamera, ...]) -> None:
        """What the incident's cameras see, fading with distance."""
        for camera in cameras:
            if not camera.of_incident or camera.heading is None or camera.state is CameraState.DOWN:
                continue
            px, py = view.pixel_of(camera.position.lat, camera.position.lon)
            reach = camera.reach / view.metres_per_pixel
            if reach < 14 or not _near(view, px, py, reach):
                continue
            box = QRectF(px - reach, py - reach, 2 * reach, 2 * reach)
            cone = QPainterPath(QPointF(px, py))
            cone.arcTo(box, 90 - camera.heading + camera.view / 2, -camera.view)
            cone.closeSubpath()
            fade = QRadialGradient(QPointF(px, py), reach)
            fade.setColorAt(0.0, self._look.colour("map.cone", 0.45))
            fade.setColorAt(1.0, self._look.colour("map.cone", 0.10))
            painter.fillPath(cone, fade)
            painter.strokePath(cone, QPen(self._look.colour("map.cone", 0.55), 1.0))

    def paint_cameras(
        self, painter: QPainter, view: MapView, cameras: tuple[MapCamera, ...], ratio: float
    ) -> None:
        """Cameras as discs; those shown in a tile carry its number."""
        seen = []
        for camera in cameras:
            shows = camera.tile is not None or camera.of_incident
            if not shows and view.zoom < CAMERA_ZOOM:
                continue
            px, py = view.pixel_of(camera.position.lat, camera.position.lon)
            if _near(view, px, py, TILE):
                seen.append((shows, px, py, camera))
        dots = len(seen) > CAMERA_DOTS
        side = self._look.px(TILE) + 6
        for shows, px, py, camera in sorted(seen, key=lambda found: found[0]):
            if dots and not shows:
                painter.fillRect(QRectF(px - 2, py - 2, 4, 4), self._look.colour("text.tertiary"))
                continue
            self._stamps.stamp(
                painter, px, py, ratio, ("camera", camera.state, camera.tile), side, side,
                partial(self._camera, camera=camera, ratio=ratio),
            )  # fmt: skip

    def take_cameras(self, taken: Taken, view: MapView, cameras: tuple[MapCamera, ...]) -> None:
        """Keep words off the cameras, unless there are so many that they are dots."""
        if len(cameras) > CAMERA_DOTS or view.zoom < CLOSE_ZOOM:
            return
        half = self._look.px(CAMERA) / 2
        for camera in cameras:
            px, py = view.pixel_of(camera.position.lat, camera.position.lon)
            taken.take(px - half, py - half, px + half, py + half)

    def _camera(self, painter: QPainter, camera: MapCamera, ratio: float) -> None:
        look = self._look
        tint = _CAMERA_TINT[camera.state]
        numbered = camera.tile is not None
        radius = look.px(TILE if numbered else CAMERA) / 2
        edge = "map.cone" if numbered and camera.state is CameraState.LIVE else tint
        painter.setPen(QPen(look.colour("map.halo"), 3.6))
        painter.setBrush(look.colour("map.unit_body"))
        painter.drawEllipse(QPointF(0, 0), radius, radius)
        painter.setPen(QPen(look.colour(edge), 1.6 if numbered else 1.2))
        painter.drawEllipse(QPointF(0, 0), radius, radius)
        if numbered:
            painter.setFont(look.font("caption heavy"))
            painter.setPen(look.colour("text.primary"))
            box = QRectF(-radius, -radius, 2 * radius, 2 * radius)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter.value, str(camera.tile))
            return
        down = camera.state is CameraState.DOWN
        side = look.px(10)
        icon = look.icon("video-camera-slash-fill" if down else "video-camera-fill", side, tint, ratio)
        painter.drawPixmap(QPointF(-side / 2, -side / 2), icon)

    def paint_incidents(
        self,
        painter: QPainter,
        view: MapView,
        incidents: tuple[MapIncident, ...],
        selected: object,
        ratio: float,
    ) -> None:
        """Marks by severity, the gravest on top; a draft and the selected one in a ring."""
        size = self.incident_size(view)
        for incident in sorted(incidents, key=lambda one: -int(one.severity)):
            place = incident.position.value
            px, py = view.pixel_of(place.lat, place.lon)
            reach = (incident.position.accuracy or 0.0) / view.metres_per_pixel
            if not _near(view, px, py, max(size, reach)):
                continue
            if incident.key == selected or incident.draft:
                tint = f"severity.{severity_key(incident.severity)}"
                self._ring(painter, px, py, max(reach, size * 1.15), tint, incident.draft, ratio)
            self._mark(painter, px, py, incident.severity, size, ratio)

    def _mark(
        self, painter: QPainter, px: float, py: float, severity: Severity, size: int, ratio: float
    ) -> None:
        side = size * 1.3 + 6
        self._stamps.stamp(
            painter, px, py, ratio, ("mark", severity, size), side, side,
            lambda sheet: self._draw_mark(sheet, severity, size),
        )  # fmt: skip

    def _draw_mark(self, painter: QPainter, severity: Severity, size: int) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._look.colour("map.halo"))
        painter.drawPath(_plate(severity, size))
        paint_mark(painter, self._look, severity, QPointF(0, 0), size)

    def paint_alerts(
        self, painter: QPainter, view: MapView, alerts: tuple[MapAlert, ...], taken: Taken, ratio: float
    ) -> None:
        """Alerts that have a place, with their words to the left where there is room."""
        size = self._look.px(ALERT)
        for alert in sorted(alerts, key=lambda one: -int(one.severity)):
            if alert.position is None:
                continue
            px, py = view.pixel_of(alert.position.value.lat, alert.position.value.lon)
            if not _near(view, px, py, size):
                continue
            self._mark(painter, px, py, alert.severity, size, ratio)
            taken.take(px - size / 2, py - size / 2, px + size / 2, py + size / 2)
            word = self._words.word(alert.text, "body strong", "text.primary", ratio)
            width, height = word.width() / ratio, word.height() / ratio
            for left in (px - size / 2 - 4 - width, px + size / 2 + 4):
                if taken.claim(left, py - height / 2, left + width, py + height / 2):
                    painter.drawPixmap(QPoint(round(left), round(py - height / 2)), word)
                    break

    def paint_accuracy(self, painter: QPainter, px: float, py: float, radius: float, ratio: float) -> None:
        """How far off the selected unit may be."""
        self._ring(painter, px, py, radius, "map.route", False, ratio)

    def _ring(
        self, painter: QPainter, px: float, py: float, radius: float, colour: str, dashed: bool, ratio: float
    ) -> None:
        if radius > LARGEST_STAMP:
            painter.translate(px, py)
            self._draw_ring(painter, radius, colour, dashed)
            painter.translate(-px, -py)
            return
        self._stamps.stamp(
            painter, px, py, ratio, ("ring", round(radius), colour, dashed), 2 * radius + 4, 2 * radius + 4,
            lambda sheet: self._draw_ring(sheet, round(radius), colour, dashed),
        )  # fmt: skip

    def _draw_ring(self, painter: QPainter, radius: float, colour: str, dashed: bool) -> None:
        pen = QPen(self._look.colour(colour, 0.9), 1.4)
        if dashed:
            pen.setDashPattern([5.0, 3.0])
        painter.setPen(pen)
        painter.setBrush(self._look.colour(colour, 0.16))
        painter.drawEllipse(QPointF(0, 0), radius, radius)


def _plate(severity: Severity, size: int) -> QPainterPath:
    """The mark's shape with 2 px more on each side: the halo between a mark and the map."""
    path = QPainterPath()
    outer = size / 2 + 2
    if severity in (Severity.CRITICAL, Severity.INFO):
        path.addEllipse(QPointF(0, 0), outer, outer)
        return path
    if severity is Severity.LOW:
        outer = size * 0.43 + 2
        path.addRect(QRectF(-outer, -outer, 2 * outer, 2 * outer))
        return path
    high = severity is Severity.HIGH
    sides = 3 if high else 4
    outer *= 1.38 if high else 1.26
    for corner in range(sides):
        turn = radians(-90.0 + 360 / sides * corner)
        point = QPointF(cos(turn) * outer, sin(turn) * outer + (outer * 0.12 if high else 0.0))
        if corner:
            path.lineTo(point)
        else:
            path.moveTo(point)
    path.closeSubpath()
    return path


def _near(view: MapView, px: float, py: float, reach: float) -> bool:
    return -reach <= px <= view.width + reach and -reach <= py <= view.height + reach
