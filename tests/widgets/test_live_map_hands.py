"""What an operator does with the live map."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from domain.camera import CameraState
from domain.clock import SECOND
from domain.geo import mercator
from domain.place import Position
from domain.severity import Severity
from tests.widgets.map_scene import (
    CITY,
    LAT,
    LON,
    NOW,
    board,
    crowd,
    look,
    middle,
    picture,
    seen,
    unit,
)
from widgets.live_map.live_map import LiveMap
from widgets.live_map.marks import MapCamera, MapIncident
from widgets.live_map.unit_table import UnitTable
from widgets.look import Look

__all__ = ["board", "look"]


def test_a_click_on_a_unit_tells_which(board: LiveMap) -> None:
    table = UnitTable()
    unit(table, 3)
    unit(table, 4, lon=LON + 0.004)
    board.set_units(table)
    picture(board)
    picked: list[int] = []
    board.unit_picked.connect(picked.append)
    QTest.mouseClick(board.canvas, Qt.MouseButton.LeftButton, pos=middle(board).toPoint() + QPoint(4, -3))
    assert picked == [3]
    assert board.canvas.scene.chosen == ("unit", 3)
    QTest.mouseClick(board.canvas, Qt.MouseButton.LeftButton, pos=middle(board).toPoint() + QPoint(90, 120))
    assert picked == [3]
    assert board.canvas.scene.chosen is None


def test_a_drag_moves_the_map_and_picks_nothing(board: LiveMap) -> None:
    table = UnitTable()
    unit(table, 0)
    board.set_units(table)
    picture(board)
    picked: list[int] = []
    board.unit_picked.connect(picked.append)
    start = middle(board).toPoint()
    QTest.mousePress(board.canvas, Qt.MouseButton.LeftButton, pos=start)
    for step in (10, 40, 80):
        QTest.mouseMove(board.canvas, start + QPoint(step, 0))
    QTest.mouseRelease(board.canvas, Qt.MouseButton.LeftButton, pos=start + QPoint(80, 0))
    assert picked == []
    assert middle(board).x() == pytest.approx(start.x() + 80, abs=2)


def test_incidents_and_cameras_can_be_picked(board: LiveMap) -> None:
    board.set_units(UnitTable())
    board.set_incidents([MapIncident("i1", "26-0000001", "Robo", Severity.CRITICAL, seen(), NOW)])
    place = Position(lat=LAT, lon=LON + 0.002)
    board.set_cameras([MapCamera("c1", "SN-0412", "San Martín y Lavalle", place, CameraState.LIVE, NOW)])
    picture(board)
    picked: list[object] = []
    board.incident_picked.connect(picked.append)
    board.camera_picked.connect(picked.append)
    QTest.mouseClick(board.canvas, Qt.MouseButton.LeftButton, pos=middle(board).toPoint())
    camera = QPointF(*board.canvas.view.pixel_of(place.lat, place.lon)).toPoint()
    QTest.mouseClick(board.canvas, Qt.MouseButton.LeftButton, pos=camera)
    assert picked == ["i1", "c1"]


def test_following_keeps_the_unit_in_the_middle_until_a_hand_moves_the_map(board: LiveMap) -> None:
    table = UnitTable()
    unit(table, 0)
    board.set_units(table)
    board.choose_unit(0)
    told: list[bool] = []
    board.following_changed.connect(told.append)
    board.canvas.setFocus()
    QTest.keyClick(board.canvas, Qt.Key.Key_S)
    table.put_fixes(0, *mercator(LAT + 0.01, LON + 0.01), NOW + SECOND)
    board.units_changed()
    here = board.canvas.view.pixel_of(LAT + 0.01, LON + 0.01)
    assert here == pytest.approx((board.canvas.width() / 2, board.canvas.height() / 2), abs=1)
    QTest.keyClick(board.canvas, Qt.Key.Key_Right)
    assert told == [True, False]


def test_keys_move_and_zoom_and_the_view_is_told_once_at_rest(
    board: LiveMap, qtbot: object, look: Look
) -> None:
    board.set_units(UnitTable())
    canvas = board.canvas
    told: list[tuple[float, ...]] = []
    board.view_changed.connect(lambda *degrees: told.append(degrees))
    x, zoom = canvas.view.x, canvas.view.zoom
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Down, Qt.Key.Key_Minus):
        QTest.keyClick(canvas, key)
    assert canvas.view.x > x
    assert canvas.view.zoom == zoom + 1
    qtbot.waitUntil(lambda: bool(told), timeout=2000)  # type: ignore[attr-defined]
    (south, west, north, east), *more = told
    assert not more
    assert south < LAT < north
    assert west < LON < east + 0.01
    QTest.keyClick(canvas, Qt.Key.Key_Home)
    assert canvas.view.bounds.holds(-34.65, -58.46)
    assert canvas.view.bounds.holds(-34.55, -58.34)


def test_a_turned_wheel_stretches_the_map_at_once_and_sharpens_it_at_rest(
    board: LiveMap, qtbot: object
) -> None:
    board.set_units(UnitTable())
    picture(board)
    ground = board.canvas._ground
    drawn = ground.version
    board.canvas.zoom_by(0.5)
    picture(board)
    assert ground.behind
    assert ground.version == drawn
    qtbot.waitUntil(lambda: not ground.behind, timeout=2000)  # type: ignore[attr-defined]
    assert ground.version == drawn + 1


def test_every_control_has_a_name_and_a_place_in_the_focus_order(board: LiveMap) -> None:
    for button in board.canvas.findChildren(QAbstractButton):
        assert button.accessibleName()
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert board.canvas.accessibleName()


def test_the_chosen_unit_is_never_swallowed_by_a_count(board: LiveMap) -> None:
    board.set_units(crowd())
    board.show_place(LAT, LON, 10.5)
    board.choose_unit(150)
    picture(board)
    assert 150 in board.canvas.scene.shown.row.tolist()


def test_a_click_on_a_count_comes_closer(board: LiveMap) -> None:
    board.set_units(crowd())
    board.show_place(LAT, LON, 10.5)
    picture(board)
    one = board.canvas.scene.clusters[0]
    QTest.mouseClick(board.canvas, Qt.MouseButton.LeftButton, pos=QPoint(round(one.px), round(one.py)))
    assert board.canvas.view.zoom == 12.0


def test_a_place_asked_for_before_the_map_is_shown_is_kept(look: Look, qtbot: object) -> None:
    pane = LiveMap(look)
    qtbot.addWidget(pane)  # type: ignore[attr-defined]
    pane.set_city(CITY)
    pane.show_place(LAT, LON, 16.0)
    pane.resize(640, 480)
    pane.show()
    assert pane.canvas.view.zoom == 16.0
    assert middle(pane).x() == pytest.approx(pane.canvas.width() / 2, abs=1)
