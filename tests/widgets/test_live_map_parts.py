"""The map's parts without a window: columns of positions, the view, names that do not overlap, the scale."""

from __future__ import annotations

import gc
import math
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QPainter, QPixmap

from domain.agency import Agency
from domain.clock import SECOND
from domain.geo import cell_of, inverse_mercator, mercator, step_in_cell
from domain.positions_frame import QUARANTINED, BadPositions, UnitFix, encode
from domain.unit import UnitStatus
from widgets.live_map.atlas import Atlas
from widgets.live_map.fragments import Fragments
from widgets.live_map.furniture import scale_step
from widgets.live_map.lettering import Taken
from widgets.live_map.shapes import Area, barrio_at
from widgets.live_map.unit_layer import UnitLayer
from widgets.live_map.unit_table import FixFlag, UnitTable
from widgets.live_map.view import MapView
from widgets.look import Look

NOW = 1_795_000_000 * SECOND
OBELISCO = (-34.6037, -58.3816)


def test_a_frame_of_the_wire_lands_in_the_columns() -> None:
    table = UnitTable(capacity=1)
    cell = cell_of(*OBELISCO)
    x, y = step_in_cell(*mercator(*OBELISCO), cell)
    fix = UnitFix(index=40, x=x, y=y, heading=64, flags=QUARANTINED, age=2.5, accuracy=12, speed=33)
    blind = UnitFix(index=41, x=x, y=y)
    assert table.put_frame(encode(cell, NOW, [fix, blind])) == 2
    assert inverse_mercator(table.x[40], table.y[40]) == pytest.approx(OBELISCO, abs=1e-6)
    assert table.heading[40] == 90.0
    assert math.isnan(table.heading[41])
    assert math.isnan(table.speed[41])
    assert (table.accuracy[40], table.speed[40]) == (12, 33)
    assert table.flags[40] == FixFlag.QUARANTINED
    assert table.age(40, NOW + SECOND) == pytest.approx(3.5)


def test_a_torn_frame_is_refused_whole() -> None:
    table = UnitTable()
    frame = encode(cell_of(*OBELISCO), NOW, [UnitFix(index=1, x=1, y=1)])
    with pytest.raises(BadPositions):
        table.put_frame(frame[:-1])
    assert table.size == 0


def test_a_late_position_does_not_move_the_marker_back() -> None:
    table = UnitTable()
    table.put_fixes(0, 0.5, 0.5, NOW)
    assert table.put_fixes([0, 1], [0.1, 0.2], [0.1, 0.2], NOW - 2 * SECOND) == 1
    assert table.x[0] == 0.5
    assert table.x[1] == 0.2
    assert table.late == 1


@pytest.mark.parametrize("x", [math.nan, math.inf, -0.1, 1.5])
def test_no_place_on_the_map_is_refused_and_counted(x: float) -> None:
    table = UnitTable()
    assert table.put_fixes(0, x, 0.5, NOW) == 0
    assert table.refused == 1
    assert math.isnan(table.age(0, NOW)) if table.size else True


def test_a_position_without_a_time_is_refused_and_counted() -> None:
    table = UnitTable()
    assert table.put_fixes([0, 1], 0.5, 0.5, [0, NOW]) == 1
    assert table.refused == 1


def test_a_unit_that_leaves_takes_its_position_with_it() -> None:
    table = UnitTable()
    table.put_unit(5, "M 1-005", Agency.POLICE, UnitStatus.AVAILABLE)
    table.put_fixes(5, 0.5, 0.5, NOW)
    table.remove(5)
    table.remove(500)
    assert not table.present[5]
    assert math.isnan(table.age(5, NOW))


def test_ages_never_run_backwards_past_zero() -> None:
    table = UnitTable()
    table.put_fixes([0, 1], 0.5, 0.5, [NOW + 9 * SECOND, NOW - SECOND])
    assert table.ages(NOW).tolist() == [0.0, 1.0]


@given(
    st.floats(-34.7, -34.5), st.floats(-58.5, -58.3), st.floats(10, 18), st.floats(0, 640), st.floats(0, 480)
)
def test_zooming_keeps_the_place_under_the_pointer(
    lat: float, lon: float, zoom: float, px: float, py: float
) -> None:
    view = MapView(640, 480)
    view.zoom = zoom
    view.centre_on(*mercator(lat, lon))
    before = view.place(px, py)
    view.zoom_to(zoom + 0.5, (px, py))
    assert view.pixel(*before) == pytest.approx((px, py), abs=1.5)


def test_a_box_is_fitted_with_room_at_the_foot() -> None:
    view = MapView(900, 600)
    left, top = mercator(-34.52, -58.54)
    right, bottom = mercator(-34.71, -58.33)
    view.fit(left, top, right, bottom, margin=20, foot=50)
    assert view.pixel(left, top)[1] == pytest.approx(20, abs=2)
    assert view.pixel(right, bottom)[1] == pytest.approx(530, abs=2)


def test_the_view_stays_with_its_city() -> None:
    view = MapView(640, 480)
    view.limit(0.33, 0.60, 0.34, 0.61)
    view.pan(-1e9, 1e9)
    assert (view.x, view.y) == (0.33, 0.61)


@given(
    st.lists(
        st.tuples(st.floats(-40, 440), st.floats(-40, 340), st.floats(4, 90), st.floats(4, 30)), max_size=30
    )
)
def test_words_that_found_room_never_overlap(boxes: list[tuple[float, float, float, float]]) -> None:
    taken = Taken(400, 300)
    written: list[tuple[float, float, float, float]] = []
    for left, top, width, height in boxes:
        right, bottom = left + width, top + height
        if taken.claim(left, top, right, bottom):
            assert left >= 0
            assert top >= 0
            assert right <= 400
            assert bottom <= 300
            for other in written:
                assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top
            written.append((left, top, right, bottom))


@given(st.floats(0, 399), st.floats(0, 299), st.floats(3, 20))
def test_nothing_is_written_over_a_unit(px: float, py: float, half: float) -> None:
    taken = Taken(400, 300)
    taken.take_points(np.array([px]), np.array([py]), half)
    assert not taken.free(max(0, px - 2), max(0, py - 2), min(400, px + 1), min(300, py + 1))


def test_what_was_taken_moves_with_the_map() -> None:
    taken = Taken(400, 300)
    taken.take(200, 100, 240, 120)
    part = taken.part(160, 80, 100, 100)
    assert not part.free(44, 24, 70, 36)
    assert part.free(0, 0, 36, 16)


@pytest.mark.parametrize(
    ("metres_per_pixel", "room", "metres"),
    [(0.78, 200, 100), (1.0, 200, 200), (40, 200, 5000), (0.24, 200, 20)],
)
def test_the_scale_is_a_round_length(metres_per_pixel: float, room: float, metres: float) -> None:
    assert scale_step(metres_per_pixel, room) == pytest.approx(metres)


def test_a_place_has_the_name_of_its_barrio() -> None:
    square = Area.of("Retiro", ((-58.4, -34.6), (-58.3, -34.6), (-58.3, -34.5), (-58.4, -34.5)))
    assert barrio_at([square], *mercator(-34.55, -58.35)) == "Retiro"
    assert barrio_at([square], *mercator(-34.65, -58.35)) is None


def test_a_thousand_fragments_are_painted_where_they_belong_and_leak_nothing(qapp: object) -> None:
    atlas = QPixmap(16, 8)
    atlas.fill(QColor("black"))
    brush = QPainter(atlas)
    brush.fillRect(8, 0, 8, 8, QColor("white"))
    brush.end()
    sheet = QPixmap(100, 100)
    fragments = Fragments(room=2)
    px, py = np.full(1000, 20.0), np.full(1000, 30.0)
    px[-1], py[-1] = 60.0, 70.0
    column, row = np.zeros(1000, dtype=np.intp), np.zeros(1000, dtype=np.intp)
    column[-1] = 1
    gc.collect()  # what other tests left behind must not go away while this one counts
    before = sys.getrefcount(None)
    for _ in range(50):
        sheet.fill(QColor("red"))
        painter = QPainter(sheet)
        fragments.paint(painter, atlas, 8, px, py, column, row)
        painter.end()
    assert abs(sys.getrefcount(None) - before) < 50
    image = sheet.toImage()
    assert image.pixelColor(20, 30).name() == QColor("black").name()
    assert image.pixelColor(57, 67).name() == QColor("white").name()
    assert image.pixelColor(64, 70).name() == QColor("red").name()


def test_symbols_of_both_sizes_are_drawn_in_small_steps_before_a_zoom_needs_them(qapp: object) -> None:
    layer = UnitLayer(Look())
    steps = layer.preparing(1.0)
    assert sum(1 for _ in steps) >= 60, "each step is a row of symbols at most"
    assert {size for size, _ in layer._atlases} == {16, 24}
    at_once = Atlas(Look(), 24, 1.0)
    in_steps = layer._atlas(24, 1.0)
    assert in_steps.bodies.toImage() == at_once.bodies.toImage()
    assert in_steps.wedges.toImage() == at_once.wedges.toImage()
    assert (in_steps.reach == at_once.reach).all()
    assert list(layer.preparing(1.0)) == []
