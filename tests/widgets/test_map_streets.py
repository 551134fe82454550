"""Streets on the map: none from afar, lines from nearer, names close by."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from widgets.live_map.ground import Ground
from widgets.live_map.ground_names import write_names
from widgets.live_map.ground_streets import NAME_ZOOM, STREET_ZOOM, StreetLines
from widgets.live_map.shapes import CityShapes, Road, line
from widgets.live_map.view import MapView
from widgets.look import Look

CITY = CityShapes(outline=line([(-58.5, -34.5), (-58.3, -34.5), (-58.3, -34.7), (-58.5, -34.7)]))
LAVALLE = line([(-58.41 + 0.001 * step, -34.6) for step in range(20)])


@pytest.fixture
def streets() -> StreetLines:
    """One street from west to east."""
    return StreetLines(np.hstack([LAVALLE[:-1], LAVALLE[1:]]), np.zeros(19, bool), [Road("Lavalle", LAVALLE)])


def picture(look: Look, view: MapView, streets: StreetLines | None) -> bytes:
    """The ground as it is painted."""
    image = QImage(view.width, view.height, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    Ground(look, CITY, streets).paint(painter, view)
    painter.end()
    return bytes(image.constBits())


def at(zoom: float) -> MapView:
    """The middle of the street."""
    view = MapView(400, 200)
    view.zoom = zoom
    view.centre_on(*LAVALLE[10].tolist())
    return view


def test_streets_appear_from_a_zoom_on(qapp: QApplication, streets: StreetLines) -> None:
    look = Look()
    far, near = at(STREET_ZOOM - 0.2), at(STREET_ZOOM)
    assert picture(look, far, streets) == picture(look, far, None)
    assert picture(look, near, streets) != picture(look, near, None)


def test_a_street_has_its_name_close_by(qapp: QApplication, streets: StreetLines) -> None:
    look, image = Look(), QImage(400, 200, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    away, close = at(NAME_ZOOM - 0.1), at(NAME_ZOOM + 0.5)
    assert write_names(painter, away, look, CITY, streets).free(0, 90, 400, 110)
    assert not write_names(painter, close, look, CITY, streets).free(0, 90, 400, 110)
    painter.end()


def test_blocks_out_of_view_are_not_drawn(streets: StreetLines) -> None:
    view = at(17.0)
    assert 0 < streets.seen(view).sum() < len(streets.blocks)
    view.centre_on(0.5, 0.5)
    assert not streets.seen(view).any()
    assert streets.named_in(view) == []
