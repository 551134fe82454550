"""A small city for the tests of the map, its units, and what is painted where."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage

from domain.agency import Agency
from domain.clock import SECOND, Micros
from domain.geo import mercator
from domain.observed import Observed, Source
from domain.place import Position
from domain.unit import UnitStatus
from widgets.live_map.live_map import LiveMap
from widgets.live_map.shapes import Area, CityShapes, Road, line
from widgets.live_map.unit_table import UnitTable
from widgets.look import Look

NOW: Micros = 1_795_000_000 * SECOND
LAT, LON = -34.60, -58.40
OUTLINE = ((-58.46, -34.65), (-58.34, -34.65), (-58.34, -34.55), (-58.46, -34.55))
CITY = CityShapes(
    outline=line(OUTLINE),
    barrios=(Area.of("San Telmo", ((-58.40, -34.64), (-58.36, -34.64), (-58.36, -34.61), (-58.40, -34.61))),),
    roads=(Road.of("Av. Corrientes", ((-58.46, -34.601), (-58.34, -34.599))),),
)


def seen(lat: float = LAT, lon: float = LON, accuracy: float | None = None) -> Observed[Position]:
    return Observed(
        value=Position(lat=lat, lon=lon), at=NOW, received_at=NOW, source=Source.AML, accuracy=accuracy
    )


def unit(
    table: UnitTable, index: int, lat: float = LAT, lon: float = LON, *, age: float = 1, **fix: float
) -> None:
    table.put_unit(index, f"M 1-{index:03}", Agency.POLICE, UnitStatus.AVAILABLE)
    table.put_fixes(index, *mercator(lat, lon), NOW - round(age * SECOND), **fix)


@pytest.fixture
def look(qapp: object) -> Look:
    return Look("dark")


@pytest.fixture
def board(look: Look, qtbot: object) -> Iterator[LiveMap]:
    pane = LiveMap(look)
    qtbot.addWidget(pane)  # type: ignore[attr-defined]
    pane.resize(800, 640)
    pane.show()
    pane.set_city(CITY)
    pane.set_now(NOW)
    pane.show_place(LAT, LON, 16.0)
    return pane


def picture(pane: LiveMap) -> QImage:
    pane.canvas.repaint()
    return pane.canvas.grab().toImage()


def painted(image: QImage, colour: QColor, around: QPointF, reach: int = 22, slack: int = 40) -> int:
    """How many pixels near a place have a token's colour."""
    found = 0
    for x in range(int(around.x()) - reach, int(around.x()) + reach):
        for y in range(int(around.y()) - reach, int(around.y()) + reach):
            if image.valid(x, y):
                near = image.pixelColor(x, y)
                off = abs(near.red() - colour.red()) + abs(near.green() - colour.green())
                found += off + abs(near.blue() - colour.blue()) < slack
    return found


def middle(pane: LiveMap) -> QPointF:
    return QPointF(*pane.canvas.view.pixel_of(LAT, LON))


def crowd(count: int = 300) -> UnitTable:
    table = UnitTable()
    for index in range(count):
        unit(
            table,
            index,
            LAT + (index % 17 - 8) * 0.004,
            LON + (index // 17 - 8) * 0.005,
            age=1 + (index % 10 == 0) * 60,
        )
    return table
