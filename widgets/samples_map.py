"""An invented evening for the map and the wall: what the gallery and the pictures show."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan
from random import Random

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QLinearGradient, QPainter, QPolygonF

from domain.agency import Agency
from domain.camera import CameraState
from domain.clock import SECOND, Micros
from domain.geo import mercator
from domain.observed import Observed, Source
from domain.place import Position
from domain.severity import Severity
from domain.unit import UnitStatus
from resources.city import City, load_city
from widgets.live_map.live_map import LiveMap
from widgets.live_map.marks import MapAlert, MapCamera, MapIncident
from widgets.live_map.shapes import Area, CityShapes, Road, line
from widgets.live_map.unit_table import FixFlag, UnitTable
from widgets.look import Look
from widgets.samples import NOW
from widgets.video_wall.frames import Picture, WallTile
from widgets.video_wall.video_wall import VideoWall

MONOTONIC = 1000.0
SCENE = (-34.6045, -58.3757)
"""The corner of San Martín and Lavalle, where it happens."""

_S, _A = UnitStatus, Agency
UNITS = (
    # call sign, agency, state, latitude, longitude, age in seconds, heading
    ("M 1-204", _A.POLICE, _S.AVAILABLE, -34.6062, -58.3785, 1, 45.0),
    ("M 1-142", _A.POLICE, _S.DELAYED, -34.6005, -58.3790, 1, nan),
    ("M 1-118", _A.POLICE, _S.AVAILABLE, -34.6002, -58.3735, 96, 20.0),
    ("Moto 1-31", _A.POLICE, _S.AVAILABLE, -34.6015, -58.3745, 1, 180.0),
    ("B 1-3", _A.FIRE, _S.ON_SCENE, -34.6028, -58.3812, 2, nan),
    ("M 1-090", _A.POLICE, _S.DISPATCHED, -34.6037, -58.3708, 1, nan),
    ("SAME 112", _A.MEDICAL, _S.TRANSPORTING, -34.6075, -58.3805, 2, 90.0),
    ("SAME 107", _A.MEDICAL, _S.AVAILABLE, -34.6078, -58.3719, 1, 270.0),
    ("M 1-077", _A.POLICE, _S.STAGED, -34.6082, -58.3790, 1, nan),
    ("DC 07", _A.CIVIL_PROTECTION, _S.EN_ROUTE, -34.6074, -58.3752, 1, 10.0),
    ("EM 3", _A.EMERGENCY, _S.EN_ROUTE, -34.5998, -58.3765, 1, 200.0),
    ("M 1-033", _A.POLICE, _S.AVAILABLE, -34.6050, -58.3822, 260, 10.0),
)


def city_shapes(city: City) -> CityShapes:
    """The demo city as the map draws it."""
    return CityShapes(
        outline=line(city.outline),
        barrios=tuple(Area.of(b.name, b.outline, b.centre) for b in city.barrios),
        roads=tuple(Road.of(a.name, a.points, a.name == "Av. General Paz") for a in city.avenues),
        water=tuple(Area.of(w.name, w.outline, w.label) for w in city.water),
    )


def unit_table(city: City, count: int = 60) -> UnitTable:
    """The named units, and others along the avenues up to `count`."""
    table, dice = UnitTable(), Random(7)
    for row, (label, agency, status, lat, lon, age, heading) in enumerate(UNITS):
        table.put_unit(row, label, agency, status)
        table.put_fixes(row, *mercator(lat, lon), NOW - age * SECOND, heading, 8, 34)
    agencies = dice.choices(tuple(Agency), (70, 8, 14, 4, 4), k=count)
    states = dice.choices(tuple(UnitStatus), (50, 6, 10, 12, 4, 3, 6, 2, 5, 2), k=count)
    for row in range(len(UNITS), count):
        points = dice.choice(city.avenues).points
        corner = dice.randrange(len(points) - 1)
        along = dice.random()
        (west, south), (east, north) = points[corner], points[corner + 1]
        lat = south + (north - south) * along + dice.gauss(0, 0.002)
        lon = west + (east - west) * along + dice.gauss(0, 0.002)
        age = dice.choices((1, 2, 3, 45, 200), (50, 30, 15, 3, 2))[0]
        flags = dice.choices((0, int(FixFlag.DOUBTFUL)), (98, 2))[0]
        table.put_unit(row, f"M {1 + row // 40}-{100 + row % 400}", agencies[row], states[row])
        heading = dice.uniform(0, 360) if dice.random() < 0.7 else nan
        table.put_fixes(
            row, *mercator(lat, lon), NOW - age * SECOND, heading, dice.randrange(4, 30), 30, flags
        )
    return table


def _seen(lat: float, lon: float, accuracy: float | None = None) -> Observed[Position]:
    position = Position(lat=lat, lon=lon)
    return Observed(
        value=position, at=NOW - SECOND, received_at=NOW - SECOND, source=Source.AML, accuracy=accuracy
    )


def incidents() -> tuple[MapIncident, ...]:
    """The call in hand, and what else goes on."""
    mine = "2 sospechosos en moto, hacia Lavalle"
    since = NOW - 36 * SECOND
    return (
        MapIncident(
            "a", "SU LLAMADA", "Robo con arma", Severity.CRITICAL, _seen(*SCENE, 14), since, mine, True
        ),
        MapIncident(
            "b", "26-0010424", "Choque con lesionados", Severity.HIGH, _seen(-34.621, -58.369), since
        ),
        MapIncident("c", "26-0010419", "Persona caída", Severity.MEDIUM, _seen(-34.601, -58.385), since),
        MapIncident("d", "26-0010411", "Ruidos molestos", Severity.LOW, _seen(-34.6195, -58.374), since),
        MapIncident("e", "26-0010421", "Principio de incendio", Severity.HIGH, _seen(-34.589, -58.43), since),
    )


def cameras() -> tuple[MapCamera, ...]:
    """Those of the incident with their cones, and others."""
    live, since = CameraState.LIVE, NOW - 900 * SECOND
    spots = (
        ("SN-0412", "San Martín y Lavalle", -34.6035, -58.3759, live, 172.0, 1),
        ("SN-0388", "Corrientes y Reconquista", -34.6048, -58.3744, CameraState.STALE, 290.0, 2),
        ("SN-0401", "Florida y Corrientes", -34.6049, -58.3768, live, 75.0, 3),
        ("SN-0404", "Corrientes y Maipú", -34.6034, -58.3802, live, 0.0, None),
        ("SN-0291", "Lavalle, pasaje", -34.6003, -58.3722, CameraState.DOWN, 0.0, None),
        ("SN-0117", "Corrientes y Suipacha", -34.6080, -58.3740, live, 0.0, None),
    )
    return tuple(
        MapCamera(
            label, label, name, Position(lat=lat, lon=lon), state, since, heading, 52.0, tile, bool(tile)
        )
        for label, name, lat, lon, state, heading, tile in spots
    )


def alerts() -> tuple[MapAlert, ...]:
    """One of a protected person, which has no place, and a plate that was read."""
    return (
        MapAlert("p", "Botón de pánico", Severity.CRITICAL, NOW - 27 * SECOND, None, "San Telmo", True),
        MapAlert(
            "q", "A148KLD · moto", Severity.HIGH, NOW - 94 * SECOND, _seen(-34.602, -58.3772), "San Nicolás"
        ),
    )


def live_map(look: Look, zoom: float | None = 16.4, count: int = 500) -> LiveMap:
    """The map around the call in hand, or of the whole city without a zoom."""
    city = load_city()
    pane = LiveMap(look)
    pane.set_city(city_shapes(city))
    pane.set_units(unit_table(city, count))
    pane.set_incidents(incidents())
    pane.set_cameras(cameras())
    pane.set_alerts(alerts())
    pane.set_now(NOW)
    if zoom is not None:
        pane.show_place(*SCENE, zoom)
        pane.choose_unit(0)
    return pane


@dataclass(frozen=True, slots=True)
class SampleFrame:
    """A picture that was painted, not filmed."""

    pixels: bytes
    width: int
    height: int
    stride: int
    captured: Micros | None
    number: int = 1


@dataclass(frozen=True, slots=True)
class SampleState:
    """A state that does not change."""

    picture: Picture
    since: float = MONOTONIC - 90.0
    latency_s: float | None = None
    reason: str | None = None
    retry_at: float | None = None
    last_picture: Micros | None = None


class SampleCameras:
    """Four tiles: live, late, frozen and without a signal."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._frames: dict[int, SampleFrame] = {}
        self._states = {
            1: SampleState(Picture.LIVE, latency_s=0.2),
            2: SampleState(Picture.LATE, since=MONOTONIC - 3.8),
            3: SampleState(
                Picture.FROZEN, MONOTONIC - 42, retry_at=MONOTONIC + 4, last_picture=NOW - 42 * SECOND
            ),
            4: SampleState(
                Picture.NO_SIGNAL,
                MONOTONIC - 1250,
                None,
                "camera.unreachable",
                MONOTONIC + 8,
                NOW - 1250 * SECOND,
            ),
        }

    def latest(self, tile: int) -> SampleFrame | None:
        """Its picture, in the size that was asked for."""
        return self._frames.get(tile)

    def state(self, tile: int) -> SampleState:
        """How it is."""
        return self._states[tile]

    def resize(self, tile: int, size: tuple[int, int]) -> None:
        """Paint it anew."""
        image = street(self._look, *size, seed=tile)
        late = 4 * SECOND if tile == 2 else 0
        self._frames[tile] = SampleFrame(
            bytes(image.constBits()), image.width(), image.height(), image.bytesPerLine(), NOW - late
        )


def street(look: Look, width: int, height: int, seed: int) -> QImage:
    """A street at night, in the theme's own colours."""
    dice = Random(seed)
    image = QImage(width, height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    sky = QLinearGradient(0, 0, 0, height)
    sky.setColorAt(0.0, look.colour("video.void"))
    sky.setColorAt(1.0, look.colour("shadow.colour"))
    painter.fillRect(image.rect(), sky)
    for side in (-1, 1):
        for depth in range(7):
            near = (7 - depth) / 7
            left = width / 2 + side * width * (0.08 + 0.47 * near)
            tall = height * (0.2 + 0.75 * near)
            house = QRectF(left - width * 0.05, height * 0.72 - tall, width * 0.1, tall)
            painter.fillRect(house, look.colour("video.void_hatch"))
            for window in range(int(tall / 14)):
                if dice.random() < 0.4:
                    light = look.colour(dice.choice(("severity.mark_high", "severity.mark_medium")), 0.75)
                    spot = QRectF(
                        house.left() + dice.random() * house.width() * 0.8, house.top() + window * 14, 5, 7
                    )
                    painter.fillRect(spot, light)
    painter.setBrush(look.colour("surface.window" if look.theme == "dark" else "text.primary"))
    road = ((0.47, 0.5), (0.53, 0.5), (1.05, 1.0), (-0.05, 1.0))
    painter.drawPolygon(QPolygonF([QPointF(x * width, y * height) for x, y in road]))
    for car in range(3):
        size = width * (0.07 + 0.04 * car)
        middle = QPointF(width * dice.uniform(0.38, 0.6), height * (0.55 + 0.12 * car))
        painter.setBrush(
            look.colour(dice.choice(("video.no_signal", "severity.mark_low", "severity.mark_critical")), 0.8)
        )
        painter.drawRoundedRect(QRectF(middle.x() - size / 2, middle.y(), size, size * 0.55), 4, 4)
    painter.end()
    return image


def video_wall(look: Look, places: int = 4) -> VideoWall:
    """The incident's cameras by their line of sight."""
    wall = VideoWall(look, SampleCameras(look), lambda: MONOTONIC, places=places)
    wall.set_title("Video del incidente")
    wall.set_note("por línea de vista al lugar", f"{places} de 6 cámaras")
    spots = (
        ("SN-0412", "San Martín y Lavalle"),
        ("SN-0388", "Corrientes y Reconquista"),
        ("SN-0401", "Florida y Corrientes"),
        ("SB-0032", "Florida, andén sur"),
    )
    wall.set_tiles([WallTile(n, label, name, label) for n, (label, name) in enumerate(spots[:places], 1)])
    wall.set_now(NOW)
    return wall
