"""Where a caller may be is drawn as the network said it; ways run along the streets."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF

from domain.geo import bearing, distance_m
from domain.severity import Severity
from domain.shape import AreaShape, ShapeKind
from tests.widgets.map_scene import LAT, LON, board, look, middle, painted, picture
from widgets.live_map.live_map import LiveMap
from widgets.live_map.overlays import MapArea, MapRoute, area_words, outline
from widgets.look import Look

__all__ = ["board", "look"]
HERE = (LAT, LON)


def far(shape: AreaShape) -> list[float]:
    return [distance_m(*HERE, *corner) for corner in outline(shape)]


def test_a_circle_is_as_large_as_it_was_said_to_be() -> None:
    shape = AreaShape(kind=ShapeKind.CIRCLE, centre=HERE, radius=140.0, confidence=95.0)
    assert far(shape) == pytest.approx([140.0] * 60, rel=1e-3)
    assert area_words(shape) == "± 140 m · 95 %"


def test_an_ellipse_lies_along_its_orientation() -> None:
    shape = AreaShape(
        kind=ShapeKind.ELLIPSE, centre=HERE, semi_major=300.0, semi_minor=100.0, orientation=30.0
    )
    corners = outline(shape)
    farthest = max(corners, key=lambda corner: distance_m(*HERE, *corner))
    assert distance_m(*HERE, *farthest) == pytest.approx(300.0, rel=1e-2)
    assert bearing(*HERE, *farthest) % 180 == pytest.approx(30.0, abs=1.0)
    assert min(far(shape)) == pytest.approx(100.0, rel=2e-2)


def test_an_arc_band_begins_at_its_start_and_opens_clockwise() -> None:
    shape = AreaShape(
        kind=ShapeKind.ARC_BAND, centre=HERE, inner=500.0, radius=900.0, start=45.0, opening=90.0
    )
    turns = [bearing(*HERE, *corner) for corner in outline(shape)]
    assert (min(turns), max(turns)) == pytest.approx((45.0, 135.0), abs=0.5)
    assert {round(metres, -2) for metres in far(shape)} == {500.0, 900.0}
    assert area_words(shape) == "sector de 500 a 900 m"


def test_a_point_and_an_address_alone_have_no_area() -> None:
    for kind in (ShapeKind.POINT, ShapeKind.CIVIC):
        assert MapArea.of("call", AreaShape(kind=kind, centre=HERE), Severity.HIGH) is None


def test_the_halo_is_drawn_at_its_edge_and_says_how_large_it_is(board: LiveMap, look: Look) -> None:
    shape = AreaShape(kind=ShapeKind.CIRCLE, centre=HERE, radius=200.0)
    area = MapArea.of("call", shape, Severity.CRITICAL)
    assert area is not None
    before = picture(board)
    board.set_areas([area])
    radius = 200.0 / board.canvas.view.metres_per_pixel
    edge = middle(board) + QPointF(0, radius)
    top = middle(board) - QPointF(0, radius + 10)
    red, white = look.colour("severity.critical"), look.colour("text.primary")
    after = picture(board)
    assert painted(before, red, edge, 12, 120) == 0
    assert painted(after, red, edge, 12, 120) > 10
    assert painted(after, white, top, 14, 120) > painted(before, white, top, 14, 120) + 10


def test_a_way_runs_along_its_corners_until_it_is_taken_away(board: LiveMap, look: Look) -> None:
    way = MapRoute.of("unit", ((LAT, LON), (LAT, LON + 0.002), (LAT + 0.002, LON + 0.002)), goes=True)
    board.set_routes([way])
    bend = QPointF(*board.canvas.view.pixel_of(LAT + 0.001, LON + 0.002))
    straight = QPointF(*board.canvas.view.pixel_of(LAT + 0.001, LON + 0.001))
    tint = look.colour("map.route")
    assert painted(picture(board), tint, bend, 8) > 8
    assert painted(picture(board), tint, straight, 8) == 0, "it does not cut across"
    board.set_routes(())
    assert painted(picture(board), tint, bend, 8) == 0
